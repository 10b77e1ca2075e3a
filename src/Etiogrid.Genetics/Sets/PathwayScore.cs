namespace Etiogrid.Genetics.Sets;

/// <summary>The scores of one gene set. Arrays hold one value a person, in the order of the genotype file; NaN where undefined.</summary>
public sealed record PathwayScore
{
    /// <summary>Name of the set.</summary>
    public required string Set { get; init; }

    /// <summary>Scored variants in the set.</summary>
    public required int VariantCount { get; init; }

    /// <summary>Genes of the set with at least one scored variant.</summary>
    public required int GeneCount { get; init; }

    /// <summary>Sum of w (d - 2p) over the set's variants; a missing genotype adds its expectation, 0.</summary>
    public required double[] Scores { get; init; }

    /// <summary>
    /// Deviation of the score from that of as many variants drawn at random, without replacement, from all scored variants in genes,
    /// in standard deviations; exact moments, no permutation. It compares the set with the person's own genome.
    /// </summary>
    public required double[] BackgroundZ { get; init; }

    /// <summary>Deviation from the reference people: (score - <see cref="ReferenceMean"/>) / <see cref="ReferenceStandardDeviation"/>.</summary>
    public required double[] ReferenceZ { get; init; }

    /// <summary>Mean score of the reference.</summary>
    public required double ReferenceMean { get; init; }

    /// <summary>Standard deviation of the reference; under Hardy-Weinberg and linkage equilibrium when frequencies were given.</summary>
    public required double ReferenceStandardDeviation { get; init; }

    /// <summary>Share of the set's weight mass, sum |w| sqrt(2pq), that the person's genotypes hold; in [0, 1], NaN when absent weights have no position.</summary>
    public required double[] Coverage { get; init; }

    /// <summary>
    /// Standard error of the score: genotypes that are missing or absent (binomial variance of their dosage) and, where the weights have
    /// standard errors, the weights themselves.
    /// </summary>
    public required double[] StandardErrors { get; init; }
}
