using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Makes region maps whose correlations with given patterns are prescribed: Spearman with atlas maps, Pearson with further
/// patterns. A map with prescribed Pearson correlations r is m = Z (Z'Z/n)^-1 r + residual, the residual a smooth field
/// orthogonal to the patterns and scaled so that m has mean 0 and mean square 1. Z holds the atlas maps' ranks; what remains
/// between m and its ranks is taken out by correcting r a few times.
/// </summary>
public sealed class MapShaper
{
    private const int Corrections = 120;
    private const double GoodEnough = 5e-4;
    private readonly Matrix _patterns;
    private readonly int _ranked;
    private readonly Cholesky _gram;
    private readonly List<double[]> _basis = [];
    private readonly SmoothFields _noise;

    /// <summary>A shaper for an atlas and further patterns.</summary>
    /// <param name="parcellation">Regions with centres.</param>
    /// <param name="atlas">Regions x maps.</param>
    /// <param name="further">Regions x patterns, or null; none constant.</param>
    /// <exception cref="ArgumentException">The patterns are linearly dependent.</exception>
    public MapShaper(Parcellation parcellation, Matrix atlas, Matrix? further = null)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        _ranked = atlas.Columns;
        _patterns = Patterns(atlas, further);
        _noise = new(parcellation, kernelSdMillimetres: 15);
        var gram = _patterns.Transpose().Multiply(_patterns);
        for (int i = 0; i < gram.Values.Length; i++)
        {
            gram.Values[i] /= _patterns.Rows;
        }

        _gram = Cholesky.TryFactorise(gram, out var factor) ? factor : throw new ArgumentException("The patterns are linearly dependent.", nameof(further));
        for (int t = 0; t < _patterns.Columns; t++)
        {
            double[] direction = _patterns.Column(t);
            SmoothFields.Orthogonalise(direction, _basis);
            SmoothFields.Orthogonalise(direction, _basis);
            _basis.Add(direction);
        }
    }

    /// <summary>Share of the map's variance that the prescribed correlations use up: r' (Z'Z/n)^-1 r; a map exists below 1.</summary>
    public double Explained(ReadOnlySpan<double> correlations)
    {
        double[] half = _gram.SolveLower(correlations);
        return Moments.Dot(half, half);
    }

    /// <summary>A map with these correlations: Spearman with the atlas maps (to within about 0.005, ranks being discrete), Pearson with the rest (exactly).</summary>
    /// <exception cref="ArgumentException">No map can have them.</exception>
    public double[] Shape(ReadOnlySpan<double> correlations, Philox random)
    {
        double[] residual = _noise.Draw(random);
        SmoothFields.Orthogonalise(residual, _basis);
        SmoothFields.Orthogonalise(residual, _basis);
        double[] target = correlations.ToArray();
        double[] best = Combine(target, residual);
        double smallest = double.PositiveInfinity;
        double[] map = best;
        for (int step = 0; step < Corrections && smallest > GoodEnough; step++)
        {
            // Ranks move in jumps: full steps would circle around the answer, so the steps shrink.
            double damping = 0.7 / (1 + (0.1 * step));
            double largest = 0;
            double[] ranks = Ranks.Of(map);
            for (int t = 0; t < _ranked; t++)
            {
                double error = correlations[t] - Moments.Pearson(ranks, _patterns.Column(t));
                target[t] += damping * error;
                largest = Math.Max(largest, Math.Abs(error));
            }

            (best, smallest) = largest < smallest ? (map, largest) : (best, smallest);
            if (Explained(target) >= 1)
            {
                break;
            }

            map = Combine(target, residual);
        }

        return best;
    }

    private double[] Combine(double[] correlations, double[] residual)
    {
        double explained = Explained(correlations);
        if (!(explained < 1))
        {
            throw new ArgumentException($"No map has these correlations: they explain {explained} of its variance.", nameof(correlations));
        }

        double[] map = _patterns.Multiply(_gram.Solve(correlations));
        double scale = Math.Sqrt(1 - explained);
        for (int i = 0; i < map.Length; i++)
        {
            map[i] += scale * residual[i];
        }

        return map;
    }

    private static Matrix Patterns(Matrix atlas, Matrix? further)
    {
        var patterns = new Matrix(atlas.Rows, atlas.Columns + (further?.Columns ?? 0));
        for (int t = 0; t < patterns.Columns; t++)
        {
            double[] column = t < atlas.Columns ? Ranks.Of(atlas.Column(t)) : further!.Column(t - atlas.Columns);
            SmoothFields.Orthogonalise(column, []);
            for (int i = 0; i < column.Length; i++)
            {
                patterns[i, t] = column[i];
            }
        }

        return patterns;
    }
}
