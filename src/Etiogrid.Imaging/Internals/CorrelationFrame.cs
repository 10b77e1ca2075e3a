using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Internals;

/// <summary>
/// Turns maps over a fixed set of regions into unit vectors whose dot products are the wanted correlations:
/// ranked where the method ranks, centred, and freed of what the covariates explain.
/// </summary>
internal sealed class CorrelationFrame
{
    /// <summary>A residual below this share of the map's own sum of squares is rounding, not variance.</summary>
    private const double NoVariance = 1e-20;

    private readonly bool _ranked;
    private readonly Matrix _basis;

    public CorrelationFrame(int regions, bool ranked, Matrix? covariates)
    {
        Regions = regions;
        _ranked = ranked;
        _basis = Orthonormal(covariates, regions, ranked);
    }

    public int Regions { get; }

    /// <summary>Covariates that count: those with variance left after the ones before.</summary>
    public int CovariateCount => _basis.Rows;

    public int DegreesOfFreedom => Regions - 2 - CovariateCount;

    /// <summary>The unit vector of a map, or false when nothing of it is left.</summary>
    public bool TryUnit(ReadOnlySpan<double> map, Span<double> unit)
    {
        map.CopyTo(unit);
        double before = RankAndCentre(unit);
        for (int k = 0; k < _basis.Rows; k++)
        {
            var q = _basis.Row(k);
            double dot = Moments.Dot(unit, q);
            for (int i = 0; i < unit.Length; i++)
            {
                unit[i] = Math.FusedMultiplyAdd(-dot, q[i], unit[i]);
            }
        }

        double squares = Moments.Dot(unit, unit);
        if (!(squares > NoVariance * before))
        {
            return false;
        }

        double scale = 1 / Math.Sqrt(squares);
        for (int i = 0; i < unit.Length; i++)
        {
            unit[i] *= scale;
        }

        return true;
    }

    /// <summary>Ranks and centres a row in place; returns 1 / norm of its residual, or 0 when nothing is left.</summary>
    public double PrepareRow(Span<double> row, RankSorter sorter)
    {
        if (_ranked)
        {
            sorter.Rank(row);
        }

        double before = Centre(row);
        double squares = before;
        for (int k = 0; k < _basis.Rows; k++)
        {
            double dot = Moments.Dot(row, _basis.Row(k));
            squares -= dot * dot;
        }

        return squares > 1e-14 * before ? 1 / Math.Sqrt(squares) : 0;
    }

    private double RankAndCentre(Span<double> values)
    {
        if (_ranked)
        {
            Ranks.Of(values.ToArray(), values);
        }

        return Centre(values);
    }

    /// <summary>Returns the centred sum of squares; rounding left by a constant map counts as none.</summary>
    private static double Centre(Span<double> values)
    {
        double mean = Moments.Mean(values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= mean;
        }

        double squares = Moments.Dot(values, values);
        return squares > 1e-26 * values.Length * mean * mean ? squares : Cleared(values);
    }

    private static double Cleared(Span<double> values)
    {
        values.Clear();
        return 0;
    }

    private static Matrix Orthonormal(Matrix? covariates, int regions, bool ranked)
    {
        if (covariates is null)
        {
            return new(0, regions);
        }

        var rows = new List<double[]>();
        for (int j = 0; j < covariates.Columns; j++)
        {
            double[] q = covariates.Column(j);
            if (ranked)
            {
                q = Ranks.Of(q);
            }

            double before = Centre(q);

            // Twice is enough: the second pass removes what rounding left (Giraud et al. 2005).
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] earlier in rows)
                {
                    double dot = Moments.Dot(q, earlier);
                    for (int i = 0; i < q.Length; i++)
                    {
                        q[i] = Math.FusedMultiplyAdd(-dot, earlier[i], q[i]);
                    }
                }
            }

            double norm = Math.Sqrt(Moments.Dot(q, q));
            if (norm * norm > 1e-20 * before)
            {
                rows.Add([.. q.Select(v => v / norm)]);
            }
        }

        var basis = new Matrix(rows.Count, regions);
        for (int k = 0; k < rows.Count; k++)
        {
            rows[k].CopyTo(basis.Row(k));
        }

        return basis;
    }
}
