using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Makes region maps whose Pearson correlations with given patterns are prescribed exactly: m = Z (Z'Z/n)^-1 r + residual,
/// the residual a smooth field orthogonal to the patterns and scaled so that m has mean 0 and mean square 1.
/// </summary>
public sealed class MapShaper
{
    private readonly Matrix _patterns;
    private readonly Cholesky _gram;
    private readonly List<double[]> _basis = [];
    private readonly SmoothFields _noise;

    /// <summary>A shaper for patterns in the columns of a matrix.</summary>
    /// <param name="parcellation">Regions with centres.</param>
    /// <param name="patterns">Regions x patterns; columns with mean 0 and mean square 1, linearly independent.</param>
    /// <exception cref="ArgumentException">The patterns are linearly dependent.</exception>
    public MapShaper(Parcellation parcellation, Matrix patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _patterns = patterns;
        _noise = new(parcellation, kernelSdMillimetres: 15);
        var gram = patterns.Transpose().Multiply(patterns);
        for (int i = 0; i < gram.Values.Length; i++)
        {
            gram.Values[i] /= patterns.Rows;
        }

        _gram = Cholesky.TryFactorise(gram, out var factor) ? factor : throw new ArgumentException("The patterns are linearly dependent.", nameof(patterns));
        for (int t = 0; t < patterns.Columns; t++)
        {
            double[] direction = patterns.Column(t);
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

    /// <summary>A map with these correlations.</summary>
    /// <exception cref="ArgumentException">No map can have them.</exception>
    public double[] Shape(ReadOnlySpan<double> correlations, Philox random)
    {
        double explained = Explained(correlations);
        if (!(explained < 1))
        {
            throw new ArgumentException($"No map has these correlations: they explain {explained} of its variance.", nameof(correlations));
        }

        double[] map = _patterns.Multiply(_gram.Solve(correlations));
        double[] residual = _noise.Draw(random);
        SmoothFields.Orthogonalise(residual, _basis);
        SmoothFields.Orthogonalise(residual, _basis);
        double scale = Math.Sqrt(1 - explained);
        for (int i = 0; i < map.Length; i++)
        {
            map[i] += scale * residual[i];
        }

        return map;
    }
}
