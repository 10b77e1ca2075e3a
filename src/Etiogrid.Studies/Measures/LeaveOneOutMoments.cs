using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>Mean and standard deviation of a sample, and of the sample without one member, without going through all members again for each.</summary>
internal sealed class LeaveOneOutMoments
{
    /// <summary>Up to here leaving one out goes through the others: cheap, and the same bits as ever.</summary>
    private const int Small = 500;

    /// <summary>Where a member carries more of the sum of squares than this, subtracting it would lose digits.</summary>
    private const double MostCarried = 0.999;

    private readonly double[] _values;
    private readonly double _mean;
    private readonly double _squares;

    public LeaveOneOutMoments(double[] values)
    {
        _values = values;
        _mean = values.Length > 0 ? Moments.Mean(values) : double.NaN;
        StandardDeviation = values.Length > 1 ? Moments.StandardDeviation(values) : double.NaN;
        _squares = StandardDeviation * StandardDeviation * (values.Length - 1);
    }

    /// <summary>Members.</summary>
    public int Count => _values.Length;

    /// <summary>Sample standard deviation of all.</summary>
    public double StandardDeviation { get; }

    /// <summary>Count, mean and sample standard deviation; without one member where its index is not negative.</summary>
    public (int Count, double Mean, double StandardDeviation) Without(int index)
    {
        int n = _values.Length;
        if (index < 0)
        {
            return (n, _mean, StandardDeviation);
        }

        double deviation = _values[index] - _mean;
        double carried = deviation * deviation * n / (n - 1.0);
        if (n <= Small || !(carried <= MostCarried * _squares))
        {
            double[] others = [.. _values.AsSpan(0, index), .. _values.AsSpan(index + 1)];
            return others.Length < 2 ? (n - 1, double.NaN, double.NaN) : (n - 1, Moments.Mean(others), Moments.StandardDeviation(others));
        }

        return (n - 1, _mean - (deviation / (n - 1)), Math.Sqrt((_squares - carried) / (n - 2)));
    }
}
