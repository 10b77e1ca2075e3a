using System.Collections.Concurrent;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Internals;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Sign flips for many thousand voxels or vertices without a table of all distances. The places are split into compact blocks of equal size.
/// The block means are randomised as <see cref="MatchedMoranNull"/> does, in the components of their covariance under the map's own smoothness
/// (averaged over places within blocks). What the means predict at each place by kriging from the nearest blocks follows them; what they do not
/// predict has short range and keeps its pattern under a random sign shared by the eight blocks of one larger block. (Plain deviations from
/// block means are correlated with neighbouring means: flipping those gave false-positive rates of .08 to .10.) The smoothness is estimated
/// by maximum likelihood on a sample of neighbouring and distant places. Memory: blocks² + 24 numbers a place.
/// </summary>
public sealed class BlockMoranNull : ISpatialNull
{
    /// <summary>Blocks unless asked otherwise.</summary>
    public const int DefaultBlocks = 512;

    /// <summary>Places of a block that stand for it in covariances.</summary>
    private const int PlacesOfBlock = 16;

    /// <summary>Places whose smoothness is estimated.</summary>
    private const int LargestSample = 512;

    private readonly RegionGeometry _geometry;
    private readonly ulong _seed;
    private readonly int _wanted;
    private readonly int[] _blockOf;
    private readonly int[][] _members;
    private readonly int[] _sample;
    private readonly SmoothnessModel _model;
    private readonly RegionGeometry _centres;
    private readonly ConcurrentDictionary<MapSmoothness, Lazy<BlockKriging>> _bySmoothness = new();
    private readonly MaskCache<BlockMoranNull> _restricted = new();

    private BlockMoranNull(RegionGeometry geometry, ulong seed, int wanted)
    {
        _geometry = geometry;
        _seed = seed;
        _wanted = wanted;
        _blockOf = SpatialBlocks.Split(geometry.Coordinates!, wanted);
        BlockCount = _blockOf.Max() + 1;
        _centres = RegionGeometry.FromCoordinates(BlockKriging.MeansOf(geometry.Coordinates!, _blockOf, BlockCount), "blocks").Value;
        int[][] all = [.. Enumerable.Range(0, geometry.Count).GroupBy(i => _blockOf[i]).OrderBy(g => g.Key).Select(g => (int[])[.. g])];
        _members = [.. all.Select(m => Spread(m, PlacesOfBlock))];

        // Two places each of evenly chosen blocks: distances within and between blocks both speak.
        int step = Math.Max(1, 2 * BlockCount / LargestSample);
        _sample = [.. all.Where((_, b) => b % step == 0).SelectMany(m => new[] { m[0], m[1] })];
        _model = SmoothnessModel.Create(geometry.Restrict(_sample));
    }

    /// <inheritdoc/>
    public string Name => "moran-blocks";

    /// <inheritdoc/>
    public int RegionCount => _geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => int.MaxValue;

    /// <summary>Number of blocks.</summary>
    public int BlockCount { get; }

    /// <summary>Splits the places into blocks.</summary>
    /// <param name="geometry">Places with coordinates in space (not on separate spheres).</param>
    /// <param name="seed">Seed of the signs.</param>
    /// <param name="blocks">Largest number of blocks; a power of two of at least 8.</param>
    /// <exception cref="ArgumentException">No coordinates, or too few places.</exception>
    public static BlockMoranNull Create(RegionGeometry geometry, ulong seed, int blocks = DefaultBlocks)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.Coordinates is null || geometry.Count < FewestPlaces || blocks < 8)
        {
            throw new ArgumentException($"Blocks need coordinates of at least {FewestPlaces} places, and there must be at least 8 blocks.", nameof(geometry));
        }

        return new(geometry, seed, blocks);
    }

    /// <summary>Fewer places have no blocks worth the name.</summary>
    public const int FewestPlaces = 32;

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => Create(_geometry.Restrict(regions), _seed, _wanted));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map)
    {
        double[] sample = new double[_sample.Length];
        for (int k = 0; k < sample.Length; k++)
        {
            sample[k] = map[_sample[k]];
        }

        return _model.Estimate(sample) is { } smoothness
            ? new BlockMoranSurrogates(KrigingOf(smoothness), smoothness, _seed, map)
            : new RefusedSurrogates("the map's smoothness cannot be estimated over these places");
    }

    private BlockKriging KrigingOf(MapSmoothness smoothness) =>
        _bySmoothness.GetOrAdd(smoothness, s => new Lazy<BlockKriging>(() => new(_geometry, _centres, _blockOf, _members, s, _seed))).Value;

    /// <summary>Up to a number of members, evenly spread through their order.</summary>
    private static int[] Spread(int[] members, int most) =>
        members.Length <= most ? members : [.. Enumerable.Range(0, most).Select(k => members[k * members.Length / most])];
}
