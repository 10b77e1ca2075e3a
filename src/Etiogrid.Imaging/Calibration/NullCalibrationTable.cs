using System.Collections.Concurrent;
using System.Globalization;
using Etiogrid.Files;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Calibration;

/// <summary>
/// Calibration cards of one null over one set of regions. A card is simulated once for each smoothness of the grid and kept, so a cohort
/// pays for the few smoothnesses its maps have. Same regions, null, method and seed: same card.
/// </summary>
public sealed class NullCalibrationTable
{
    private readonly SmoothnessModel _model;
    private readonly ISpatialNull? _null;
    private readonly ColocalizationMethod _method;
    private readonly NullCalibrationOptions _options;
    private readonly ConcurrentDictionary<MapSmoothness, Lazy<NullCalibration?>> _cards = new();

    private NullCalibrationTable(SmoothnessModel model, ISpatialNull? spatialNull, ColocalizationMethod method, NullCalibrationOptions options)
    {
        _model = model;
        _null = spatialNull;
        _method = method;
        _options = options;
    }

    /// <summary>Prepares cards.</summary>
    /// <param name="model">The regions.</param>
    /// <param name="spatialNull">The null over the same regions; null for the parametric test.</param>
    /// <param name="method">Pearson or Spearman.</param>
    /// <param name="options">Size of the simulation.</param>
    /// <exception cref="ArgumentException">The method is partial (the covariate's smoothness would matter too), or region counts differ.</exception>
    public static NullCalibrationTable Create(SmoothnessModel model, ISpatialNull? spatialNull, ColocalizationMethod method, NullCalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (method is not (ColocalizationMethod.Pearson or ColocalizationMethod.Spearman))
        {
            throw new ArgumentException($"Cards exist for Pearson and Spearman; found {method}.", nameof(method));
        }

        if (spatialNull is not null && spatialNull.RegionCount != model.Geometry.Count)
        {
            throw new ArgumentException($"The null has {spatialNull.RegionCount} regions; the geometry has {model.Geometry.Count}.", nameof(spatialNull));
        }

        return new(model, spatialNull, method, options ?? new());
    }

    /// <summary>The card for maps as smooth as this one; null when its smoothness cannot be estimated.</summary>
    /// <param name="map">One value a region, none missing.</param>
    public NullCalibration? For(ReadOnlySpan<double> map) => _model.Estimate(map) is { } smoothness ? For(smoothness) : null;

    /// <summary>The card for a smoothness of the grid; null when maps of it cannot be simulated over these regions.</summary>
    public NullCalibration? For(MapSmoothness smoothness) =>
        _cards.GetOrAdd(smoothness, s => new Lazy<NullCalibration?>(() => Simulate(s))).Value;

    private NullCalibration? Simulate(MapSmoothness smoothness)
    {
        int n = _options.MapsPerSide;
        var maps = _model.Simulate(smoothness, n, Philox.For(_options.Seed, "calibration", "maps"));
        var atlas = _model.Simulate(smoothness, n, Philox.For(_options.Seed, "calibration", "atlas"));
        if (maps is null || atlas is null)
        {
            return null;
        }

        string[] names = [.. Enumerable.Range(1, n).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        string[] regions = [.. Enumerable.Range(1, _model.Geometry.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        var set = AtlasSet.From(new NamedMatrix(regions, names, atlas), "simulated maps").Value;
        var options = new ColocalizationOptions { Method = _method, Permutations = _options.Permutations, Surrogates = _options.Surrogates, Threads = _options.Threads };
        return Summarise(smoothness, ColocalizationPlan.Create(set, options, _null).Run(maps, names), n);
    }

    private NullCalibration Summarise(MapSmoothness smoothness, IReadOnlyList<ColocalizationResult> pairs, int n)
    {
        double?[] p = [.. pairs.Select(r => _null is null ? r.ParametricP : r.Null?.P)];
        int valid = p.Count(v => v is not null);
        double rate = valid == 0 ? double.NaN : p.Count(v => v <= _options.Alpha) / (double)valid;

        // Pairs are ordered by map, then atlas map: column a holds every n-th.
        double[] byAtlas = [.. Enumerable.Range(0, n).Select(a => Rate(p, a, n)).Where(double.IsFinite)];
        double error = byAtlas.Length > 1 ? Moments.StandardDeviation(byAtlas) / Math.Sqrt(byAtlas.Length) : double.NaN;
        return new(_null?.Name ?? "none", _method, smoothness, _options.Alpha, rate, error, pairs.Count, pairs.Count - valid);
    }

    private double Rate(double?[] p, int atlas, int n)
    {
        int valid = 0;
        int hits = 0;
        for (int k = atlas; k < p.Length; k += n)
        {
            valid += p[k] is null ? 0 : 1;
            hits += p[k] <= _options.Alpha ? 1 : 0;
        }

        return valid == 0 ? double.NaN : hits / (double)valid;
    }
}
