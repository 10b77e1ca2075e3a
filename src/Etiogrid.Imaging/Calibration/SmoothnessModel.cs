using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Calibration;

/// <summary>
/// Gaussian maps with exponential covariance over a set of regions: estimates a map's smoothness by maximum likelihood over a grid
/// (mean and variance profiled out) and simulates maps of that smoothness.
/// </summary>
public sealed class SmoothnessModel
{
    private static readonly double[] Lengths = [2.5, 5, 10, 15, 20, 30, 45, 60, 90];
    private static readonly double[] Nuggets = [0, 0.25, 0.5, 0.75];

    private readonly Dictionary<MapSmoothness, Lazy<Cholesky?>> _factors = [];

    private SmoothnessModel(RegionGeometry geometry)
    {
        Geometry = geometry;
        foreach (double length in Lengths)
        {
            foreach (double nugget in Nuggets)
            {
                var cell = new MapSmoothness(length, nugget);
                _factors[cell] = new(() => Cholesky.TryFactorise(Covariance(geometry, cell), out var factor) ? factor : null);
            }
        }
    }

    /// <summary>The regions.</summary>
    public RegionGeometry Geometry { get; }

    /// <summary>Prepares a model; covariances are factorised when first needed.</summary>
    public static SmoothnessModel Create(RegionGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return new(geometry);
    }

    /// <summary>The likeliest smoothness of a map without missing values; null when no covariance of the grid is positive definite or the map is flat.</summary>
    public MapSmoothness? Estimate(ReadOnlySpan<double> map)
    {
        MapSmoothness? best = null;
        double highest = double.NegativeInfinity;
        double[] ones = new double[map.Length];
        Array.Fill(ones, 1);
        foreach (var (cell, factor) in _factors)
        {
            if (factor.Value is not { } cholesky)
            {
                continue;
            }

            // Whitened map and whitened constant: generalised least squares of the mean.
            double[] x = cholesky.SolveLower(map);
            double[] u = cholesky.SolveLower(ones);
            double mean = Moments.Dot(u, x) / Moments.Dot(u, u);
            double variance = (Moments.Dot(x, x) - (mean * mean * Moments.Dot(u, u))) / map.Length;
            double likelihood = variance > 0 ? -0.5 * ((map.Length * Elementary.Log(variance)) + cholesky.LogDeterminant) : double.NegativeInfinity;
            if (likelihood > highest)
            {
                highest = likelihood;
                best = cell;
            }
        }

        return best;
    }

    /// <summary>Independent maps of the given smoothness, regions x count; null where its covariance is not positive definite.</summary>
    /// <exception cref="ArgumentException">The smoothness is not of the grid.</exception>
    public Matrix? Simulate(MapSmoothness smoothness, int count, Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!_factors.TryGetValue(smoothness, out var factor))
        {
            throw new ArgumentException($"{smoothness} is not of the grid: lengths {string.Join(", ", Lengths)} mm, nuggets {string.Join(", ", Nuggets)}.", nameof(smoothness));
        }

        if (factor.Value is not { } cholesky)
        {
            return null;
        }

        var noise = new Matrix(Geometry.Count, count);
        for (int k = 0; k < noise.Values.Length; k++)
        {
            noise.Values[k] = random.NextNormal();
        }

        return cholesky.Factor.Multiply(noise);
    }

    private static Matrix Covariance(RegionGeometry geometry, MapSmoothness cell)
    {
        var distances = geometry.Distances;
        var covariance = new Matrix(geometry.Count, geometry.Count);
        for (int i = 0; i < geometry.Count; i++)
        {
            for (int j = 0; j < geometry.Count; j++)
            {
                covariance[i, j] = i == j ? 1 : (1 - cell.Nugget) * Elementary.Exp(-distances[i, j] / cell.LengthMillimetres);
            }
        }

        return covariance;
    }
}
