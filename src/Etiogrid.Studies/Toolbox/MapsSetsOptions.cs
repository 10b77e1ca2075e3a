namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps sets</c>.</summary>
public sealed record MapsSetsOptions
{
    /// <summary>Regions x maps.</summary>
    public required string Maps { get; init; }

    /// <summary>Regions x genes: the background.</summary>
    public required string Atlas { get; init; }

    /// <summary>Gene sets, GMT.</summary>
    public required string Sets { get; init; }

    /// <summary>spearman or pearson.</summary>
    public string Method { get; init; } = "spearman";

    /// <summary>mean, median, absmean or absmedian.</summary>
    public string Aggregate { get; init; } = "mean";

    /// <summary>Smallest number of genes with a map that a set needs.</summary>
    public int FewestGenes { get; init; } = 5;

    /// <summary>The spatial null; its draws are also the number of random sets.</summary>
    public MapsNullOptions Null { get; init; } = new();
}
