namespace Etiogrid.Studies.Configuration;

/// <summary>What an epigenetic score does in the grid.</summary>
public enum EpigeneticRole
{
    /// <summary>It is evidence for the pathway's liability, beside the polygenic score.</summary>
    Evidence,

    /// <summary>It changes how strongly exposures act on the pathway.</summary>
    Moderator,

    /// <summary>Both.</summary>
    Both,
}
