namespace Etiogrid.Studies.Configuration;

/// <summary>How the rows of an atlas matrix are tied to regions.</summary>
public enum AtlasRowOrder
{
    /// <summary>By the region name in the first column; the only order that cannot go wrong.</summary>
    ByName,

    /// <summary>The matrix has no names and its rows are the first regions of the parcellation in order; stated by the user.</summary>
    FirstRegionsInOrder,
}
