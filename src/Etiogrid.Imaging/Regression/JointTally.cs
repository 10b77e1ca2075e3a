namespace Etiogrid.Imaging.Regression;

/// <summary>Counts and sums of null draws of a joint model.</summary>
internal sealed class JointTally(int count)
{
    private const double Tolerance = 1e-12;

    private readonly long[] _hits = new long[count];
    private readonly double[] _sums = new double[count];
    private readonly double[] _squares = new double[count];
    private long _r2Hits;

    /// <summary>Counts one draw; a draw without variance counts against the finding.</summary>
    public void Add(JointFit fit, ReadOnlySpan<double> values, double r2, bool upper, bool valid)
    {
        _r2Hits += !valid || r2 >= fit.R2 - Tolerance ? 1 : 0;
        for (int j = 0; j < _hits.Length; j++)
        {
            double v = values[j];
            double scale = Tolerance * Math.Max(1, Math.Abs(fit.Values[j]));
            bool reaches = upper ? v >= fit.Values[j] - scale : Math.Abs(v) >= Math.Abs(fit.Values[j]) - scale;
            _hits[j] += !valid || reaches ? 1 : 0;
            _sums[j] += v;
            _squares[j] = Math.FusedMultiplyAdd(v, v, _squares[j]);
        }
    }

    /// <summary>Joins parts in their order.</summary>
    public static JointNullResult Combine(JointTally[] parts, int count, int permutations)
    {
        double[] p = new double[count];
        double[] mean = new double[count];
        double[] deviation = new double[count];
        for (int j = 0; j < count; j++)
        {
            double sum = parts.Sum(t => t._sums[j]);
            mean[j] = sum / permutations;
            p[j] = (1.0 + parts.Sum(t => t._hits[j])) / (1.0 + permutations);
            deviation[j] = permutations > 1 ? Math.Sqrt(Math.Max(0, parts.Sum(t => t._squares[j]) - (sum * mean[j])) / (permutations - 1)) : double.NaN;
        }

        return new(p, mean, deviation, (1.0 + parts.Sum(t => t._r2Hits)) / (1.0 + permutations), permutations);
    }
}
