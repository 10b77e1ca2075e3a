namespace Etiogrid.Genetics.Scoring;

/// <summary>One score of all people.</summary>
/// <param name="Name">Score or set.</param>
/// <param name="TermCount">Terms summed.</param>
/// <param name="Sums">Sum by person.</param>
/// <param name="Denominators">Allele count that turns the sum into an average, by person.</param>
public sealed record ScoreResult(string Name, int TermCount, double[] Sums, long[] Denominators)
{
    /// <summary>Sum divided by denominator; NaN where nothing was scored.</summary>
    public double Average(int person) => Denominators[person] == 0 ? double.NaN : Sums[person] / Denominators[person];
}
