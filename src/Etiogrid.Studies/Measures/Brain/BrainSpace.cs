using Etiogrid.Connectome.Circuits;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>What all people of a study share: parcellation, networks, atlas maps on the regions that have them, the spatial null.</summary>
public sealed class BrainSpace
{
    /// <summary>What a calibration card draws.</summary>
    private const int FewestRotations = 199;

    private BrainSpace(BrainConfig config, Parcellation parcellation, AtlasSet? atlas, int[] atlasRegions, RegionGeometry? geometry, ISpatialNull? spatialNull)
    {
        Config = config;
        Parcellation = parcellation;
        Atlas = atlas;
        AtlasRegions = atlasRegions;
        Geometry = geometry;
        Null = spatialNull;
        NetworkNames = [.. parcellation.Regions.Select(r => r.Network).OfType<string>().Distinct()];
        RegionNames = [.. parcellation.Regions.Select(r => r.Name)];
        Circuits = CircuitMap.Measurable(CircuitMap.Build(KnowledgeBase.Load(), parcellation));
        Sha256 = ContentCache.Key(InputFile.Sha256(config.Parcellation), config.Networks is null ? "" : InputFile.Sha256(config.Networks));
        Similarity = atlas is null ? null : AtlasSimilarity.Compute(atlas);
    }

    /// <summary>The configuration.</summary>
    public BrainConfig Config { get; }

    /// <summary>Hash of the parcellation and its networks; part of cache keys.</summary>
    public string Sha256 { get; }

    /// <summary>All regions.</summary>
    public Parcellation Parcellation { get; }

    /// <summary>Region names in order.</summary>
    public IReadOnlyList<string> RegionNames { get; }

    /// <summary>Networks in order of appearance; empty where the parcellation names none.</summary>
    public IReadOnlyList<string> NetworkNames { get; }

    /// <summary>Circuit features that this parcellation can measure at rest.</summary>
    public IReadOnlyList<CircuitFeature> Circuits { get; }

    /// <summary>Atlas maps on <see cref="AtlasRegions"/>, or null.</summary>
    public AtlasSet? Atlas { get; }

    /// <summary>Positions in the parcellation of the regions that have atlas values and a centre.</summary>
    public IReadOnlyList<int> AtlasRegions { get; }

    /// <summary>Where <see cref="AtlasRegions"/> lie, or null without atlas.</summary>
    public RegionGeometry? Geometry { get; }

    /// <summary>Null over <see cref="AtlasRegions"/>, or null without atlas.</summary>
    public ISpatialNull? Null { get; }

    /// <summary>The null in words.</summary>
    public string NullStatement => Null switch
    {
        MatchedMoranNull => FormattableString.Invariant($"Moran spectral randomisation matched to each map's smoothness, {Config.NullCount} surrogates"),
        SpinNull => FormattableString.Invariant($"spin test, {Config.NullCount} rotations"),
        _ => FormattableString.Invariant($"Moran spectral randomisation, {Config.NullCount} surrogates"),
    };

    /// <summary>Similarity of the atlas maps, or null.</summary>
    public AtlasSimilarity? Similarity { get; }

    /// <summary>Reads parcellation and atlases and ties them together by region name, or by stated order.</summary>
    public static Parsed<BrainSpace> Read(BrainConfig config, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ParcellationReader.Read(config.Parcellation, config.Networks).Then(parcellation =>
            config.Atlases is null
                ? Parsed.Of(new BrainSpace(config, parcellation, null, [], null, null))
                : ReadAtlas(config, parcellation).Then(atlas => Join(config, parcellation, atlas, seed)));
    }

    /// <summary>Network of each region as an index into <see cref="NetworkNames"/>, -1 where it has none.</summary>
    public int[] NetworkIndices() => [.. Parcellation.Regions.Select(r => r.Network is null ? -1 : IndexOf(NetworkNames, r.Network))];

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static Parsed<NamedMatrix> ReadAtlas(BrainConfig config, Parcellation parcellation) =>
        AtlasStore.Read(config.Atlases!).Then(matrix => config.AtlasRows == AtlasRowOrder.ByName ? Parsed.Of(matrix) : NameRows(config, parcellation, matrix))
            .Then(matrix => NameColumns(config, matrix));

    private static Parsed<NamedMatrix> NameRows(BrainConfig config, Parcellation parcellation, NamedMatrix matrix)
    {
        if (matrix.Values.Rows > parcellation.Regions.Count)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E245", "The atlas has more rows than the parcellation has regions", new(config.Atlases), $"{matrix.Values.Rows} rows", $"at most {parcellation.Regions.Count}", "Check that both belong to the same parcellation"));
        }

        return Parsed.Of(matrix with { RowNames = [.. parcellation.Regions.Take(matrix.Values.Rows).Select(r => r.Name)] });
    }

    private static Parsed<NamedMatrix> NameColumns(BrainConfig config, NamedMatrix matrix)
    {
        if (config.AtlasNames.Count == 0)
        {
            return Parsed.Of(matrix);
        }

        if (config.AtlasNames.Count != matrix.Values.Columns)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E246", "atlas_names does not fit the atlas", new(config.Atlases), $"{matrix.Values.Columns} maps", $"{config.AtlasNames.Count} names as in study.yaml"));
        }

        return Parsed.Of(matrix with { ColumnNames = config.AtlasNames });
    }

    private static Parsed<BrainSpace> Join(BrainConfig config, Parcellation parcellation, NamedMatrix atlas, ulong seed)
    {
        var bag = new DiagnosticBag(20);
        Dictionary<string, int> rows = new(StringComparer.Ordinal);
        for (int i = 0; i < atlas.RowNames.Count; i++)
        {
            if (parcellation.IndexOf(atlas.RowNames[i]) < 0)
            {
                string? near = NearestName.Among(atlas.RowNames[i], parcellation.Regions.Select(r => r.Name));
                bag.Add(Diagnostic.Error("E244", "The atlas has a region that the parcellation does not have", new(config.Atlases, i + 2, "name"), atlas.RowNames[i], "a region name of the parcellation", near is null ? "Use an atlas in the same parcellation" : $"Did you mean '{near}'?"));
            }
            else if (!rows.TryAdd(atlas.RowNames[i], i))
            {
                bag.Add(Diagnostic.Error("E241", "The region occurs twice", new(config.Atlases, i + 2, "name"), atlas.RowNames[i]));
            }
        }

        int[] regions = [.. Enumerable.Range(0, parcellation.Regions.Count).Where(i => rows.ContainsKey(parcellation.Regions[i].Name) && parcellation.Regions[i].Centre is not null)];
        if (!bag.HasErrors && regions.Length < ColocalizationPlan.FewestRegions)
        {
            bag.Add(Diagnostic.Error("E247", "Too few regions have both atlas values and coordinates", new(config.Atlases), $"{regions.Length} regions", $"at least {ColocalizationPlan.FewestRegions}", "Give the parcellation the columns x_mni, y_mni and z_mni"));
        }

        if (bag.HasErrors)
        {
            return bag.Fail<BrainSpace>();
        }

        string[] names = [.. regions.Select(i => parcellation.Regions[i].Name)];
        var values = new Matrix(regions.Length, atlas.Values.Columns);
        for (int i = 0; i < regions.Length; i++)
        {
            atlas.Values.Row(rows[names[i]]).CopyTo(values.Row(i));
        }

        return AtlasSet.From(new(names, atlas.ColumnNames, values), config.Atlases!)
            .Then(set => RegionGeometry.FromParcellation(new("atlas regions", [.. regions.Select(i => parcellation.Regions[i])]))
                .Then(geometry => NullOf(config, geometry, seed).Select(spatialNull => new BrainSpace(config, parcellation, set, regions, geometry, spatialNull))));
    }

    /// <summary>The matched null is the default because it keeps its level for maps of every smoothness; plain Moran does not beyond about 45 mm.</summary>
    private static Parsed<ISpatialNull> NullOf(BrainConfig config, RegionGeometry geometry, ulong seed) => config.Null switch
    {
        "moran" => Parsed.Of<ISpatialNull>(MoranNull.Create(geometry, seed)),
        "moran-matched" => Parsed.Of<ISpatialNull>(MatchedMoranNull.Create(SmoothnessModel.Create(geometry), seed)),
        "spin" when geometry.Hemispheres!.All(h => h != Hemisphere.None) =>
            Parsed.Of<ISpatialNull>(SpinNull.Create(geometry, SpinRotations.Draw(Math.Max(config.NullCount, FewestRotations), seed), SpinAssignment.Original)),
        _ => Parsed.Failed<ISpatialNull>(Diagnostic.Error("E308", "A spin test needs cortical coordinates with a side for every region", new(config.Parcellation), expected: "a hemisphere for every region", fix: "Use 'null: moran-matched', which holds for subcortex and cerebellum too")),
    };
}
