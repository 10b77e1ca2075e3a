using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>
/// Correlates many maps with an atlas. Built once for a set of regions; <see cref="Run"/> takes any number of people at once.
/// Regions missing on either side are left out pair by pair, and the null is rebuilt on the regions that remain.
/// </summary>
public sealed class ColocalizationPlan
{
    /// <summary>Fewer regions than this give no correlation worth printing.</summary>
    public const int FewestRegions = 5;

    private readonly AtlasSet _atlas;
    private readonly ColocalizationOptions _options;
    private readonly ISpatialNull? _null;
    private readonly Matrix? _covariates;

    private ColocalizationPlan(AtlasSet atlas, ColocalizationOptions options, ISpatialNull? spatialNull, Matrix? covariates)
    {
        _atlas = atlas;
        _options = options;
        _null = spatialNull;
        _covariates = covariates;
    }

    /// <summary>Prepares a comparison.</summary>
    /// <param name="atlas">Atlas maps in the region order of the maps to come.</param>
    /// <param name="options">Method, null side, number of draws.</param>
    /// <param name="spatialNull">The null over the same regions in the same order, or null for none.</param>
    /// <param name="covariates">Regions x covariates for the partial methods (grey-matter density, …).</param>
    /// <exception cref="ArgumentException">Shapes differ, a partial method without covariates, too few draws, or a closed form that does not exist.</exception>
    public static ColocalizationPlan Create(AtlasSet atlas, ColocalizationOptions options, ISpatialNull? spatialNull = null, Matrix? covariates = null)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        ArgumentNullException.ThrowIfNull(options);
        int n = atlas.Values.Rows;
        if (spatialNull is not null && spatialNull.RegionCount != n)
        {
            throw new ArgumentException($"The null has {spatialNull.RegionCount} regions; the atlas has {n}.", nameof(spatialNull));
        }

        if (options.IsPartial != covariates is not null || (covariates is not null && covariates.Rows != n))
        {
            throw new ArgumentException($"Partial methods, and only they, need covariates with {n} rows.", nameof(covariates));
        }

        if (spatialNull is not null)
        {
            CheckDraws(options, spatialNull);
        }

        return new(atlas, options, spatialNull, covariates);
    }

    /// <summary>Co-localisation of every map with every atlas map, ordered by map, then atlas map.</summary>
    /// <param name="maps">Regions x maps; NaN = missing.</param>
    /// <param name="mapNames">One name a column.</param>
    public IReadOnlyList<ColocalizationResult> Run(Matrix maps, IReadOnlyList<string> mapNames)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(mapNames);
        if (maps.Rows != _atlas.Values.Rows || mapNames.Count != maps.Columns)
        {
            throw new ArgumentException($"Maps need {_atlas.Values.Rows} regions and a name each; found {maps.Rows} x {maps.Columns} and {mapNames.Count} names.", nameof(maps));
        }

        var results = new ColocalizationResult[maps.Columns * _atlas.MapNames.Count];
        foreach (var mapGroup in ByMask(maps, _covariates))
        {
            foreach (var atlasGroup in ByMask(_atlas.Values, null))
            {
                int[] regions = [.. Enumerable.Range(0, maps.Rows).Where(i => mapGroup.Key[i] == '1' && atlasGroup.Key[i] == '1')];
                var block = new ColocalizationBlock(_options, _null, _covariates, maps, _atlas.Values, [.. mapGroup], [.. atlasGroup], regions);
                block.Evaluate((p, a, values) =>
                    results[(p * _atlas.MapNames.Count) + a] = new(mapNames[p], _atlas.MapNames[a], values.R, values.Z, values.P, values.Null, regions.Length, values.Refusal));
            }
        }

        return results;
    }

    private static void CheckDraws(ColocalizationOptions options, ISpatialNull spatialNull)
    {
        bool closedForm = spatialNull is MoranNull && options.Method == ColocalizationMethod.Pearson;
        if (options.Permutations < 0 || (options.Permutations == 0 && !closedForm))
        {
            throw new ArgumentException($"{options.Permutations} draws: at least 1 is needed (0 asks for the closed form, which only Pearson with Moran randomisation has).", nameof(options));
        }

        if (options.Permutations > spatialNull.AvailableDraws)
        {
            throw new ArgumentException($"{options.Permutations} draws were asked for; the null has {spatialNull.AvailableDraws}.", nameof(options));
        }
    }

    /// <summary>Columns with values in the same regions, keyed by a string of 0 and 1.</summary>
    private static IEnumerable<IGrouping<string, int>> ByMask(Matrix columns, Matrix? covariates) =>
        Enumerable.Range(0, columns.Columns).GroupBy(
            j => string.Create(columns.Rows, j, (mask, column) =>
            {
                for (int i = 0; i < mask.Length; i++)
                {
                    mask[i] = double.IsFinite(columns[i, column]) && (covariates is null || !covariates.Row(i).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)) ? '1' : '0';
                }
            }),
            StringComparer.Ordinal);
}
