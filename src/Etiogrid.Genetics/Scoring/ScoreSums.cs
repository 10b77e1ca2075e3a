namespace Etiogrid.Genetics.Scoring;

/// <summary>What a plan summed to. Arrays over people are as long as the sample list where nothing else is said.</summary>
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

        int byTarget = plan.MissingByTarget ? plan.TargetCount : 0;
        MissingAlleles = [.. Enumerable.Range(0, byTarget).Select(_ => new int[people])];
        MissingVariance = [.. Enumerable.Range(0, byTarget).Select(_ => new double[people])];
        MissingMass = [.. Enumerable.Range(0, byTarget).Select(_ => new double[people])];
        MissingPlanes = new int[padded];
        DosagePlanes = new int[padded];
        bool haploid = Enumerable.Range(0, plan.Variants.Length).Any(plan.IsHaploid);
        FractionalDosage = plan.Genotypes.HardCallsOnly && !haploid ? [] : new double[people];
        HaploidMissing = haploid ? new int[people] : [];
        Frequencies = new double[plan.Variants.Length];
    }

    /// <summary>Sums by column, target and person; padded behind the last person, empty where a column does not feed a target.</summary>
    public double[][][] Padded { get; }

    /// <summary>Alleles without a call by target and person: two a term, one where people carry one copy; empty unless <see cref="ScorePlan.MissingByTarget"/>.</summary>
    public int[][] MissingAlleles { get; }

    /// <summary>Sum of w^2 2p(1-p) of the first column over a person's missing genotypes, by target; empty unless <see cref="ScorePlan.MissingByTarget"/>.</summary>
    public double[][] MissingVariance { get; }

    /// <summary>Sum of |w| sqrt(2p(1-p)) of the first column over a person's missing genotypes, by target; empty unless <see cref="ScorePlan.MissingByTarget"/>.</summary>
    public double[][] MissingMass { get; }

    /// <summary>Missing genotypes of variants of which the person carries one copy, each variant counted once; empty where there are none.</summary>
    public int[] HaploidMissing { get; }

    /// <summary>Missing genotypes of variants with two copies, each variant counted once; padded, in the places of <see cref="CallCounter.PlaceOf"/>.</summary>
    public int[] MissingPlanes { get; }

    /// <summary>Observed dosages of the named alleles that are whole; padded, in the places of <see cref="CallCounter.PlaceOf"/>.</summary>
    public int[] DosagePlanes { get; }

    /// <summary>Observed dosages of the named alleles of variants with fractional dosages or one copy; empty where there are none.</summary>
    public double[] FractionalDosage { get; }

    /// <summary>Frequency of the named allele used for each term; NaN where nobody has a call and none was given.</summary>
    public double[] Frequencies { get; }

    /// <summary>A person's alleles without a call, each variant counted once.</summary>
    public int MissingOf(int person) => (2 * MissingPlanes[CallCounter.PlaceOf(person)]) + (HaploidMissing.Length == 0 ? 0 : HaploidMissing[person]);

    /// <summary>Sum of a person's observed dosages of the named alleles.</summary>
    public double NamedDosage(int person) => DosagePlanes[CallCounter.PlaceOf(person)] + (FractionalDosage.Length == 0 ? 0 : FractionalDosage[person]);
}
