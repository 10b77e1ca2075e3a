using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Biomarkers given the pathways: z ~ N(L x, S) with S of unit diagonal, block-diagonal by modality (specification §1.2 (4)).
/// Co-localisation: a pathway adds delta_t to the person's map along atlas t, so all maps' z shift by R delta and S = R, the
/// similarity of the maps; a marker's own shift is its loading. Other modalities: L as in the grid, one residual correlation.
/// Loadings are the same for causal and compensatory alterations.
/// </summary>
public sealed class MarkerModel
{
    /// <summary>Measure of markers that are read off the co-localisation of a brain map with an atlas map.</summary>
    public const string Colocalization = "coloc";

    private readonly ReceptorAtlas _atlas;
    private readonly (int Pathway, AlterationDirection Direction, double Loading)[][] _loadings;
    private readonly int[] _atlasIndex;
    private readonly Matrix _atlasFactor;
    private readonly Matrix _factor;
    private readonly int[] _others;

    /// <summary>The markers of a grid.</summary>
    public MarkerModel(GeneralGrid grid, ReceptorAtlas atlas, CohortDesign design)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(atlas);
        ArgumentNullException.ThrowIfNull(design);
        _atlas = atlas;
        Markers = grid.Markers;
        var position = grid.Pathways.Select((p, k) => (p.Id, k)).ToDictionary(x => x.Id, x => x.k);
        _loadings = [.. grid.Markers.Select(m => m.Loadings.Select(l => (position[l.Pathway], l.Direction, l.Loading.Mean)).ToArray())];
        _atlasIndex = [.. grid.Markers.Select(m => IsColocalization(m) ? atlas.Names.ToList().IndexOf(m.Target) : -1)];
        _others = [.. Enumerable.Range(0, Markers.Count).Where(m => _atlasIndex[m] < 0)];
        Covariance = BuildCovariance(design);
        _atlasFactor = Factor(atlas.Similarity);
        _factor = Factor(Submatrix(Covariance, _others));
    }

    /// <summary>The grid's markers.</summary>
    public IReadOnlyList<MarkerParameters> Markers { get; }

    /// <summary>S, markers x markers, unit diagonal.</summary>
    public Matrix Covariance { get; }

    /// <summary>True for a marker that a brain map carries.</summary>
    public static bool IsColocalization(MarkerParameters marker)
    {
        ArgumentNullException.ThrowIfNull(marker);
        return marker.Modality == Modality.Imaging && marker.Measure == Colocalization;
    }

    /// <summary>Expected z of every marker and of the co-localisation with every atlas map.</summary>
    public (double[] Markers, double[] Atlas) Means(ReadOnlySpan<PathwayTruth> pathways)
    {
        double[] shift = new double[Markers.Count];
        double[] delta = new double[_atlas.Names.Count];
        for (int m = 0; m < shift.Length; m++)
        {
            foreach (var (pathway, direction, loading) in _loadings[m])
            {
                shift[m] += pathways[pathway].Direction == direction ? loading : 0;
            }

            if (_atlasIndex[m] >= 0)
            {
                delta[_atlasIndex[m]] += shift[m];
            }
        }

        double[] atlas = _atlas.Similarity.Multiply(delta);
        for (int m = 0; m < shift.Length; m++)
        {
            shift[m] = _atlasIndex[m] >= 0 ? atlas[_atlasIndex[m]] : shift[m];
        }

        return (shift, atlas);
    }

    /// <summary>Draws the z of every marker and of every atlas map around their means.</summary>
    public (double[] Markers, double[] Atlas) Draw(double[] markerMeans, double[] atlasMeans, Philox random)
    {
        ArgumentNullException.ThrowIfNull(markerMeans);
        ArgumentNullException.ThrowIfNull(atlasMeans);
        double[] atlas = AddNoise(atlasMeans, _atlasFactor, random);
        double[] others = AddNoise([.. _others.Select(m => markerMeans[m])], _factor, random);
        double[] markers = new double[Markers.Count];
        for (int m = 0; m < markers.Length; m++)
        {
            markers[m] = _atlasIndex[m] >= 0 ? atlas[_atlasIndex[m]] : others[Array.IndexOf(_others, m)];
        }

        return (markers, atlas);
    }

    private static double[] AddNoise(double[] means, Matrix factor, Philox random)
    {
        double[] noise = new double[means.Length];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextNormal();
        }

        double[] correlated = factor.Multiply(noise);
        return [.. means.Zip(correlated, (mean, e) => mean + e)];
    }

    private Matrix BuildCovariance(CohortDesign design)
    {
        var covariance = Matrix.Identity(Markers.Count);
        for (int i = 0; i < Markers.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                covariance[i, j] = covariance[j, i] = Correlation(i, j, design);
            }
        }

        return covariance;
    }

    private double Correlation(int i, int j, CohortDesign design)
    {
        bool bothMaps = _atlasIndex[i] >= 0 && _atlasIndex[j] >= 0;
        bool oneMap = _atlasIndex[i] >= 0 || _atlasIndex[j] >= 0;
        if (bothMaps)
        {
            return _atlas.Similarity[_atlasIndex[i], _atlasIndex[j]];
        }

        if (oneMap || Markers[i].Modality != Markers[j].Modality)
        {
            return 0;
        }

        return Markers[i].Modality == Modality.Laboratory ? design.LaboratoryCorrelation : design.OtherCorrelation;
    }

    private static Matrix Submatrix(Matrix full, int[] indices)
    {
        var part = new Matrix(indices.Length, indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            for (int j = 0; j < indices.Length; j++)
            {
                part[i, j] = full[indices[i], indices[j]];
            }
        }

        return part;
    }

    private static Matrix Factor(Matrix covariance) => Cholesky.TryFactorise(covariance, out var factor)
        ? factor.Factor
        : throw new InvalidOperationException("A marker covariance of this form is always positive definite.");
}
