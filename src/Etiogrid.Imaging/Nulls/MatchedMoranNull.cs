using System.Collections.Concurrent;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Sign flips in the components of the map's own covariance. For a Gaussian map with covariance exp(-d / λ) plus nugget, the coordinates on the
/// eigenvectors of the centred exp(-d / λ) are independent and symmetric (the nugget shifts eigenvalues and leaves the vectors), so flipping
/// their signs gives a test that is exact when λ is right. λ is estimated for each map by maximum likelihood over the grid of
/// <see cref="SmoothnessModel"/>. The components of 1/distance used by <see cref="MoranNull"/> have this property only approximately, and lose
/// it for long λ.
/// </summary>
public sealed class MatchedMoranNull : ISpatialNull
{
    private readonly SmoothnessModel _model;
    private readonly ulong _seed;
    private readonly ConcurrentDictionary<double, Lazy<MoranNull>> _byLength = new();
    private readonly MaskCache<MatchedMoranNull> _restricted = new();

    private MatchedMoranNull(SmoothnessModel model, ulong seed)
    {
        _model = model;
        _seed = seed;
    }

    /// <inheritdoc/>
    public string Name => "moran-matched";

    /// <inheritdoc/>
    public int RegionCount => _model.Geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => int.MaxValue;

    /// <summary>Prepares a null; components are computed once for each smoothness met.</summary>
    public static MatchedMoranNull Create(SmoothnessModel model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model, seed);
    }

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => new MatchedMoranNull(SmoothnessModel.Create(_model.Geometry.Restrict(regions)), _seed));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map)
    {
        if (_model.Estimate(map) is not { } smoothness)
        {
            return new RefusedSurrogates("the map's smoothness cannot be estimated over these regions");
        }

        var moran = _byLength.GetOrAdd(
            smoothness.LengthMillimetres, length => new Lazy<MoranNull>(() => MoranNull.Create(_model.Geometry, _seed, length))).Value;
        return new Matched(moran.Fit(map), smoothness);
    }

    private sealed class Matched(FittedNull inner, MapSmoothness smoothness) : FittedNull
    {
        public override NullFit Fit { get; } = inner.Fit with
        {
            Measures = [.. inner.Fit.Measures, ("length_mm", smoothness.LengthMillimetres), ("nugget", smoothness.Nugget)],
        };

        public override void Draw(int first, Matrix destination) => inner.Draw(first, destination);
    }
}
