namespace Etiogrid.Genetics.Scoring;

/// <summary>What a plan summed to. Arrays over people are as long as the sample list.</summary>
internal sealed class ScoreSums
{
    public ScoreSums(ScorePlan plan)
    {
        int people = plan.Genotypes.Samples.Count;
        int padded = (people + ScoreEngine.PeopleStep - 1) / ScoreEngine.PeopleStep * ScoreEngine.PeopleStep;
        Padded = new double[plan.Columns.Length][][];
        for (int c = 0; c < Padded.Length; c++)
        {
            HashSet<int> used = [.. plan.TargetsOf(c).SelectMany(t => t)];
            Padded[c] = [.. Enumerable.Range(0, plan.TargetCount).Select(t => used.Contains(t) || c == 0 ? new double[padded] : [])];
        }

        MissingCount = [.. Enumerable.Range(0, plan.TargetCount).Select(_ => new int[people])];
        MissingVariance = [.. Enumerable.Range(0, plan.TargetCount).Select(_ => new double[people])];
        MissingMass = [.. Enumerable.Range(0, plan.TargetCount).Select(_ => new double[people])];
        MissingVariants = new int[people];
        NamedDosage = new double[padded];
        Frequencies = new double[plan.Variants.Length];
    }

    /// <summary>Sums by column, target and person; padded behind the last person, empty where a column does not feed a target.</summary>
    public double[][][] Padded { get; }

    /// <summary>Missing genotypes by target and person, each term counted.</summary>
    public int[][] MissingCount { get; }

    /// <summary>Sum of w^2 2p(1-p) of the first column over a person's missing genotypes, by target.</summary>
    public double[][] MissingVariance { get; }

    /// <summary>Sum of |w| sqrt(2p(1-p)) of the first column over a person's missing genotypes, by target.</summary>
    public double[][] MissingMass { get; }

    /// <summary>Missing genotypes by person, each variant counted once.</summary>
    public int[] MissingVariants { get; }

    /// <summary>Sum of observed dosages of the named alleles; padded.</summary>
    public double[] NamedDosage { get; }

    /// <summary>Frequency of the named allele used for each term; NaN where nobody has a call and none was given.</summary>
    public double[] Frequencies { get; }
}
