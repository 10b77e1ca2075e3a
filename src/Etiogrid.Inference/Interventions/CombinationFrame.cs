namespace Etiogrid.Inference.Interventions;

/// <summary>
/// Where a combination stands while it is built: how far each pathway still acts, symptom survival, harm so far. A frame borrows the rows of the
/// one it grew from and writes only those its own option changes, so depth-first enumeration allocates nothing.
/// </summary>
internal sealed class CombinationFrame
{
    private readonly double[][] _ownSurvival;
    private readonly double[]?[] _ownRemaining;
    private readonly int _draws;

    public CombinationFrame(int pathways, int targets, int draws)
    {
        _draws = draws;
        _ownSurvival = [.. Enumerable.Range(0, targets).Select(_ => new double[draws])];
        _ownRemaining = new double[pathways][];
        Remaining = new double[pathways][];
        Survival = new double[targets][];
        Sums = new double[targets];
    }

    /// <summary>Pathways x draws: factor on the pathway's links; null for an untreated pathway.</summary>
    public double[]?[] Remaining { get; }

    /// <summary>Targets x draws: probability that the symptom is absent.</summary>
    public double[][] Survival { get; }

    /// <summary>Sum of each row of <see cref="Survival"/>.</summary>
    public double[] Sums { get; }

    /// <summary>Mean cost of undone compensations.</summary>
    public double Harm { get; set; }

    public double[] OwnSurvival(int target) => _ownSurvival[target];

    public double[] OwnRemaining(int pathway) => _ownRemaining[pathway] ??= new double[_draws];

    public void Borrow(CombinationFrame other)
    {
        Array.Copy(other.Remaining, Remaining, Remaining.Length);
        Array.Copy(other.Survival, Survival, Survival.Length);
        Array.Copy(other.Sums, Sums, Sums.Length);
        Harm = other.Harm;
    }
}
