using Etiogrid.Core.Measures;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Turns a person's brain measurement into what the brain section shows.</summary>
internal sealed class BrainComposer(StudyMeasures measures, GeneralGrid grid, ulong seed)
{
    private readonly NullCalibrationTable? _cards = measures.Space is { Geometry: { } geometry, Null: { } spatialNull }
        ? NullCalibrationTable.Create(SmoothnessModel.Create(geometry), spatialNull, ColocalizationMethod.Spearman, new() { Seed = seed, Threads = 1 })
        : null;

    private readonly Dictionary<string, MarkerParameters> _markers = grid.Markers.Where(m => m.Measure == "coloc").ToDictionary(m => m.Target, StringComparer.Ordinal);

    /// <summary>Brain result of a person, or null without brain data.</summary>
    public BrainResult? Compose(PersonData person, IReadOnlyDictionary<FeatureId, Evidence> evidence)
    {
        if (person.GridMap is not { } session || measures.Space is not { } space)
        {
            return null;
        }

        double[] z = measures.MapZ(session);
        RegionValue[] regions = [.. space.Parcellation.Regions.Select((r, i) => new RegionValue(r.Name, r.Hemisphere, r.Centre, r.Network, session.Measurement.Map[i], z[i]))];
        bool strength = session.Measurement.Kind == BrainMapKind.ConnectivityStrength;
        return new(
            strength ? "connectivity strength" : "regional map",
            measures.ReferenceStatement,
            regions,
            [.. session.Colocalization.Select(c => Row(c, session.Measurement.Kind, evidence))],
            space.NullStatement,
            Calibration(space, session),
            person.Recording is null ? [] : space.NetworkNames,
            person.Recording is null ? [] : measures.NetworkZ(person.Recording),
            person.Recording is null ? [] : [.. Graph(person.Recording, evidence)]);
    }

    /// <summary>The false-positive rate of the null on maps as smooth as this one, in words; null where the map has gaps or its smoothness cannot be estimated.</summary>
    private string? Calibration(BrainSpace space, BrainSession session)
    {
        double[] map = [.. space.AtlasRegions.Select(r => session.Measurement.Map[r])];
        return !Array.TrueForAll(map, double.IsFinite) || _cards?.For(map) is not { } card || double.IsNaN(card.FalsePositiveRate)
            ? null
            : FormattableString.Invariant($"false-positive rate of this null on unrelated maps with the same smoothness: {100 * card.FalsePositiveRate:0.0} % at a nominal {100 * card.Alpha:0} % ({card.Simulations} simulated pairs){(card.HoldsLevel ? "" : "; it does not hold its level here, so read p values with that in mind")}");
    }

    private ColocalizationRow Row(AtlasColocalization c, BrainMapKind kind, IReadOnlyDictionary<FeatureId, Evidence> evidence)
    {
        var marker = _markers.GetValueOrDefault(c.Atlas);
        string[] pathways = marker is null ? [] : [.. marker.Loadings.Select(l => l.Pathway.Key).Distinct()];
        double z = evidence.TryGetValue(new(Modality.Imaging, BrainFeatures.ColocalizationMeasure(kind), c.Atlas), out var e) ? e.Z : double.NaN;
        return new(c.Atlas, pathways, c.Rho, c.Pearson, c.PNull, c.PParametric, c.N, z, Ambiguity(c.Atlas));
    }

    /// <summary>Atlas maps that share at least half their variance with this one.</summary>
    private string Ambiguity(string atlas)
    {
        if (measures.Space?.Similarity is not { } similarity)
        {
            return "";
        }

        int i = similarity.Names.ToList().IndexOf(atlas);
        string[] others = [.. Enumerable.Range(0, similarity.Names.Count).Where(j => j != i && similarity.SharedVariance(i, j) >= AtlasSimilarity.DefaultThreshold).OrderByDescending(j => similarity.SharedVariance(i, j)).Select(j => similarity.Names[j])];
        return others.Length == 0 ? "" : "ambiguous with " + string.Join(", ", others);
    }

    private static IEnumerable<GraphMetricResult> Graph(BrainSession recording, IReadOnlyDictionary<FeatureId, Evidence> evidence)
    {
        foreach (var (name, value) in recording.Measurement.Graph)
        {
            if (evidence.TryGetValue(new(Modality.Connectome, name, "whole_brain"), out var e))
            {
                yield return new(BrainFeatures.GraphName(name), value, e.Reference.Mean, e.Z);
            }
        }
    }
}
