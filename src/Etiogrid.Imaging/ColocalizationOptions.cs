namespace Etiogrid.Imaging;

/// <summary>How maps are compared with an atlas.</summary>
public sealed record ColocalizationOptions
{
    /// <summary>The correlation.</summary>
    public ColocalizationMethod Method { get; init; } = ColocalizationMethod.Spearman;

    /// <summary>Which side is replaced by surrogates.</summary>
    public SurrogateSide Surrogates { get; init; } = SurrogateSide.Atlas;

    /// <summary>Number of surrogate draws; 0 asks for the closed form, which only Pearson with Moran randomisation has.</summary>
    public int Permutations { get; init; } = 10_000;

    /// <summary>Worker threads, 0 = all; never changes results.</summary>
    public int Threads { get; init; }

    internal bool IsRanked => Method is ColocalizationMethod.Spearman or ColocalizationMethod.PartialSpearman;

    internal bool IsPartial => Method is ColocalizationMethod.PartialPearson or ColocalizationMethod.PartialSpearman;
}
