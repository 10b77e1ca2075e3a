using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Scoring;

/// <summary>
/// What to sum: terms (a variant and its named allele) in file order, weight columns, and for each term the pattern of targets
/// (scores, gene sets) that it belongs to. Terms with the same pattern form an atom, which is summed once and then added to its targets.
/// </summary>
internal sealed class ScorePlan
{
    private Inheritance[]? _inheritance;
    private bool[]? _joined;

    /// <summary>Where the genotypes are.</summary>
    public required IGenotypeSource Genotypes { get; init; }

    /// <summary>Variant of each term; never decreasing.</summary>
    public required int[] Variants { get; init; }

    /// <summary>True where the named (effect) allele is the variant's allele 1.</summary>
    public required bool[] NamesAllele1 { get; init; }

    /// <summary>Pattern of each term.</summary>
    public required int[] Patterns { get; init; }

    /// <summary>Targets of each pattern.</summary>
    public required int[][] PatternTargets { get; init; }

    /// <summary>Number of targets.</summary>
    public required int TargetCount { get; init; }

    /// <summary>Weight columns.</summary>
    public required ScoreColumn[] Columns { get; init; }

    /// <summary>Treatment of missing genotypes.</summary>
    public required MissingDosage Missing { get; init; }

    /// <summary>Frequency of the named allele from elsewhere, NaN where it is to be counted in the founders; null to count all.</summary>
    public double[]? NamedFrequencies { get; init; }

    /// <summary>Whether missing genotypes are also counted and weighed for each target: coverage and standard errors need it, sums do not.</summary>
    public bool MissingByTarget { get; init; } = true;

    /// <summary>Worker threads, at least 1; never changes a bit.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How each term's chromosome is inherited.</summary>
    public Inheritance[] Inherited => _inheritance ??= Array.ConvertAll(Variants, v => Chromosome.InheritanceOf(Genotypes.Variants[v].Chromosome));

    /// <summary>Targets of each pattern for one column.</summary>
    public int[][] TargetsOf(int column) => Columns[column].PatternTargets ?? PatternTargets;

    /// <summary>Whether people carry at most one copy of a term's chromosome.</summary>
    public bool IsHaploid(int term) => Inherited[term] is Inheritance.YLinked or Inheritance.Mitochondrial;

    /// <summary>Whether a term is the first of its record: of its variant, and of all variants of a multi-allelic record.</summary>
    public bool IsFirst(int term) => term == 0 || (Variants[term] != Variants[term - 1] && !(Joined is { } joined && joined[term]));

    /// <summary>Terms that stand in the multi-allelic record of the term before; null where no record can be.</summary>
    private bool[]? Joined => Genotypes is BedGenotypes ? null : _joined ??= [.. Variants.Select((v, t) => t > 0 && SameRecord(Genotypes.Variants[Variants[t - 1]], Genotypes.Variants[v]))];

    /// <summary>Whether a pattern feeds any target in any column.</summary>
    public bool IsUsed(int pattern) => PatternTargets[pattern].Length > 0 || Array.Exists(Columns, c => c.PatternTargets is { } own && own[pattern].Length > 0);

    private static bool SameRecord(in Variant a, in Variant b) =>
        a.AlternateCount > 1 && b.AlternateCount > 1 && a.Position == b.Position && a.Id == b.Id && a.Chromosome == b.Chromosome;
}
