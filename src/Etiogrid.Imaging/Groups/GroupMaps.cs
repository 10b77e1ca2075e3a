using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Groups;

/// <summary>The maps that a mode makes of two lists of people; standard deviations have divisor n - 1.</summary>
public static class GroupMaps
{
    /// <summary>True for modes that compare cases with controls.</summary>
    public static bool NeedsControls(GroupMode mode) => mode is GroupMode.CohenBetween or GroupMode.CohenWithin or GroupMode.Z or GroupMode.PairDifference;

    /// <summary>True for modes in which the k-th case belongs to the k-th control.</summary>
    public static bool IsPaired(GroupMode mode) => mode is GroupMode.CohenWithin or GroupMode.PairDifference;

    /// <summary>True for modes with one map a person and a result for the group.</summary>
    public static bool HasGroupResult(GroupMode mode) => mode is GroupMode.Z or GroupMode.PairDifference or GroupMode.LeaveOneOut or GroupMode.Null;

    /// <summary>Maps x regions; a region without spread is NaN where the mode divides by it.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="cases">People x regions.</param>
    /// <param name="controls">People x regions; not read by modes without controls.</param>
    /// <exception cref="ArgumentException">Controls are missing or do not pair up, or too few people.</exception>
    public static Matrix Compute(GroupMode mode, Matrix cases, Matrix? controls)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (NeedsControls(mode) && (controls is null || controls.Columns != cases.Columns || (IsPaired(mode) && controls.Rows != cases.Rows)))
        {
            throw new ArgumentException($"Mode {mode} needs controls with {cases.Columns} regions{(IsPaired(mode) ? $" and {cases.Rows} people" : "")}.", nameof(controls));
        }

        return mode switch
        {
            GroupMode.CohenBetween => Single(cases, (region, c) => CohenBetween(c, controls!.Column(region))),
            GroupMode.CohenWithin => Single(Difference(cases, controls!), (_, d) => Moments.Mean(d) / Spread(d)),
            GroupMode.Mean => Single(cases, (_, c) => Moments.Mean(c)),
            GroupMode.Z => Standardised(cases, controls!),
            GroupMode.PairDifference => Difference(cases, controls!),
            GroupMode.LeaveOneOut => LeaveOneOut(cases),
            _ => cases,
        };
    }

    private static double CohenBetween(double[] a, double[] b)
    {
        double pooled = Math.Sqrt(0.5 * (Moments.Variance(a) + Moments.Variance(b)));
        return pooled > 0 ? (Moments.Mean(a) - Moments.Mean(b)) / pooled : double.NaN;
    }

    private static double Spread(double[] values)
    {
        double deviation = Moments.StandardDeviation(values);
        return deviation > 0 ? deviation : double.NaN;
    }

    private static Matrix Single(Matrix people, Func<int, double[], double> summary)
    {
        var map = new Matrix(1, people.Columns);
        for (int j = 0; j < people.Columns; j++)
        {
            map[0, j] = summary(j, people.Column(j));
        }

        return map;
    }

    private static Matrix Difference(Matrix a, Matrix b)
    {
        var result = new Matrix(a.Rows, a.Columns);
        for (int k = 0; k < result.Values.Length; k++)
        {
            result.Values[k] = a.Values[k] - b.Values[k];
        }

        return result;
    }

    private static Matrix Standardised(Matrix cases, Matrix controls)
    {
        var result = new Matrix(cases.Rows, cases.Columns);
        for (int j = 0; j < cases.Columns; j++)
        {
            double[] reference = controls.Column(j);
            double mean = Moments.Mean(reference);
            double deviation = Spread(reference);
            for (int i = 0; i < cases.Rows; i++)
            {
                result[i, j] = (cases[i, j] - mean) / deviation;
            }
        }

        return result;
    }

    private static Matrix LeaveOneOut(Matrix cases)
    {
        var result = new Matrix(cases.Rows, cases.Columns);
        for (int j = 0; j < cases.Columns; j++)
        {
            double[] column = cases.Column(j);
            for (int i = 0; i < cases.Rows; i++)
            {
                double[] others = [.. column[..i], .. column[(i + 1)..]];
                result[i, j] = (column[i] - Moments.Mean(others)) / Spread(others);
            }
        }

        return result;
    }
}
