using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Gradients;

/// <summary>
/// A map over places summarised by few numbers, as Haak et al. 2018 (doi 10.1016/j.neuroimage.2017.06.075) do for connectopic maps: powers of the centred
/// coordinates x, y, z up to an order, fitted by least squares. The coefficients are a person's features (Marquand et al. 2017,
/// doi 10.1038/s41562-016-0009; Mulders et al. 2022, doi 10.1038/s41398-022-02273-6).
/// </summary>
/// <param name="Coefficients">One a term of <see cref="Terms"/>, for coordinates in mm over their largest distance from the centre on each axis.</param>
/// <param name="Explained">R², the share of the map's variance; NaN for a constant map.</param>
public sealed record TrendSurface(IReadOnlyList<double> Coefficients, double Explained)
{
    /// <summary>Names of the terms: x, y, z, x^2, y^2, z^2, …</summary>
    public static IReadOnlyList<string> Terms(int order) =>
        [.. Enumerable.Range(1, order).SelectMany(p => new[] { "x", "y", "z" }.Select(axis => p == 1 ? axis : FormattableString.Invariant($"{axis}^{p}")))];

    /// <summary>Fits one map; null when places are too few or lie so that terms cannot be told apart (all in one plane).</summary>
    /// <param name="coordinates">Places x 3, mm.</param>
    /// <param name="map">One value a place.</param>
    /// <param name="order">Highest power, at least 1.</param>
    public static TrendSurface? Fit(Matrix coordinates, IReadOnlyList<double> map, int order)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        if (coordinates.Columns != 3 || coordinates.Rows != map.Count)
        {
            throw new ArgumentException($"A trend surface needs three coordinates for each of {map.Count} places; found {coordinates.Rows} x {coordinates.Columns}.", nameof(coordinates));
        }

        var design = Design(coordinates, order);
        var factor = design.Rows > design.Columns ? PivotedQr.Factorise(design) : null;
        if (factor is null || !factor.TrySolve([.. map], out double[]? solution))
        {
            return null;
        }

        double[] left = factor.Residuals([.. map]);
        double total = Moments.Variance([.. map]) * (map.Count - 1);
        return new([.. solution.Skip(1)], total > 0 ? 1 - (Moments.Dot(left, left) / total) : double.NaN);
    }

    /// <summary>Intercept and powers of coordinates that are centred and scaled to [-1, 1] on each axis.</summary>
    private static Matrix Design(Matrix coordinates, int order)
    {
        var design = new Matrix(coordinates.Rows, 1 + (3 * order));
        for (int axis = 0; axis < 3; axis++)
        {
            double[] column = coordinates.Column(axis);
            double mean = Moments.Mean(column);
            double reach = column.Max(v => Math.Abs(v - mean));
            for (int i = 0; i < column.Length; i++)
            {
                design[i, 0] = 1;
                double value = reach > 0 ? (column[i] - mean) / reach : 0;
                double power = 1;
                for (int p = 0; p < order; p++)
                {
                    power *= value;
                    design[i, 1 + (3 * p) + axis] = power;
                }
            }
        }

        return design;
    }
}
