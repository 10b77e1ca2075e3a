using System.Globalization;
using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Rows of the evidence table: every measured feature, used or not, and every table cell that entered.</summary>
internal sealed class EvidenceComposer(GeneralGrid grid, StudyConfig config)
{
    private readonly Dictionary<string, string> _epigenetic = config.Epigenetics.ToDictionary(e => e.Id, e => e.Pathway.Key, StringComparer.Ordinal);

    private readonly Dictionary<string, MarkerParameters> _markers = grid.Markers.ToDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>Rows in a fixed order: pathway scores, exposures, symptoms, then features by name.</summary>
    /// <param name="person">The person.</param>
    /// <param name="evidence">All features with a reference.</param>
    /// <param name="byMarker">Those that are markers of the grid.</param>
    /// <param name="logBayesFactors">Change of log-odds by a marker given all the others, by marker id.</param>
    public IReadOnlyList<EvidenceRow> Compose(PersonData person, IReadOnlyList<Evidence> evidence, IReadOnlyDictionary<string, Evidence> byMarker, IReadOnlyDictionary<string, double> logBayesFactors)
    {
        List<EvidenceRow> rows = [];
        var pathwayNames = grid.Pathways.ToDictionary(p => p.Id, p => p.Name);
        foreach (var score in person.Genetics?.Scores ?? [])
        {
            rows.Add(Row(rows.Count, "genetics", "molecular", $"genetics/pathway_score/{score.Pathway}", "Polygenic score of " + pathwayNames[score.Pathway] + Remarks(score), score.Score, "weight units", Compared(score), score.Z, null, [score.Pathway.Key], null, score.Variants >= InputsComposer.FewestSetVariants, score.Provenance, []));
        }

        foreach (var unit in person.Genetics?.Units ?? [])
        {
            rows.Add(Row(rows.Count, "genetics", "cellular", $"genetics/{unit.Kind.Key()}/{unit.Unit}", $"Polygenic score of {unit.Title} ({unit.Kind.Key().Replace('_', ' ')}){Remarks(unit)}", unit.Score, "weight units", Compared(unit), unit.Z, null, [.. unit.Bearings.Select(b => b.Pathway.Key)], null, unit.Bearings.Count > 0, unit.Provenance, []));
        }

        foreach (var e in person.Exposures.Where(e => e is { Present: not null, Provenance: not null }))
        {
            rows.Add(Tabular(rows.Count, "exposure", e.Id.Key, e.Present!.Value, e.Provenance!));
        }

        foreach (var s in person.Symptoms.Where(s => s is { Present: not null, Provenance: not null }))
        {
            rows.Add(Tabular(rows.Count, "symptom", s.Id.Key, s.Present!.Value, s.Provenance!));
        }

        foreach (var s in person.Symptoms.Where(s => s is { Rating: not null, Provenance: not null }))
        {
            rows.Add(Row(rows.Count, "symptom", "behaviour", $"symptom/{s.Id.Key}", s.Id.Key.Replace('_', ' '), s.Rating!.Value, "rating", Unknown, double.NaN, null, [], null, true, s.Provenance!, []));
        }

        foreach (var t in person.Tests)
        {
            string[] shifted = [.. _markers[t.MarkerId].Loadings.Select(l => l.Pathway.Key).Distinct()];
            rows.Add(Row(rows.Count, "laboratory", "molecular", $"laboratory/test/{t.MarkerId}", _markers[t.MarkerId].Name + " (test)", t.Positive ? 1 : 0, "1 = positive", Unknown, double.NaN, null, shifted, null, shifted.Length > 0, t.Provenance, []));
        }

        var markerOf = byMarker.ToDictionary(m => m.Value.Feature, m => m.Key);
        foreach (var e in evidence.OrderBy(e => e.Feature.ToString(), StringComparer.Ordinal))
        {
            var marker = markerOf.TryGetValue(e.Feature, out string? id) ? _markers[id] : null;
            bool epigenetic = e.Feature is { Modality: Modality.Genetics, Measure: "epigenetic" };
            string[] pathways = epigenetic ? [_epigenetic[e.Feature.Target]] : marker is null ? [] : [.. marker.Loadings.Select(l => l.Pathway.Key).Distinct()];
            string[] sources = marker is null ? [] : [.. marker.Loadings.SelectMany(l => l.Loading.Sources).Select(s => s.Key).Distinct().Order(StringComparer.Ordinal)];
            string name = person.Features.First(f => f.Feature == e.Feature).Name;
            rows.Add(Row(rows.Count, Lower(e.Feature.Modality), Lower(e.Scale), e.Feature.ToString(), name, e.Value, e.Unit, e.Reference, e.Z, e.Reliability ?? marker?.Reliability, pathways, id is not null && logBayesFactors.TryGetValue(id, out double bf) ? bf : null, pathways.Length > 0, e.Provenance, sources));
        }

        return rows;
    }

    /// <summary>How sure the deviation is and what it is adjusted for, where there is something to say.</summary>
    private static string Remarks(SetScoreValue score)
    {
        List<string> remarks = [];
        if (score.HalfWidth > 0)
        {
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"z {score.Z - score.HalfWidth:0.00} to {score.Z + score.HalfWidth:0.00} (95 %)"));
        }

        if (score.AncestryAdjusted)
        {
            remarks.Add(score.Extrapolated ? "adjusted for ancestry, which lies outside the reference panel: extrapolated" : "adjusted for ancestry");
        }

        return remarks.Count == 0 ? "" : ": " + string.Join("; ", remarks);
    }

    /// <summary>An adjusted z compares with what is expected at this ancestry, which is no one mean.</summary>
    private static ReferenceSample Compared(SetScoreValue score) => score.AncestryAdjusted ? score.Reference with { N = score.PanelPeople, Mean = double.NaN } : score.Reference;

    private static ReferenceSample Unknown { get; } = new(ReferenceKind.PublishedNorms, 0, double.NaN, 1);

    private static EvidenceRow Tabular(int index, string modality, string key, bool present, Provenance provenance) =>
        Row(index, modality, "behaviour", $"{modality}/{key}", key.Replace('_', ' '), present ? 1 : 0, "1 = yes", new(ReferenceKind.PublishedNorms, 0, double.NaN, 1), double.NaN, null, [], null, true, provenance, []);

    private static EvidenceRow Row(int index, string modality, string scale, string feature, string name, double value, string unit, ReferenceSample reference, double z, double? reliability, IReadOnlyList<string> pathways, double? bf, bool used, Provenance provenance, IReadOnlyList<string> sources) => new(
        string.Create(CultureInfo.InvariantCulture, $"e{index + 1}"), modality, scale, feature, name, value, unit, reference.Mean, double.IsNaN(reference.Mean) ? double.NaN : reference.StandardDeviation, reference.N, Words(reference), z, reliability, pathways, bf, used, provenance.File, provenance.Sha256, provenance.Row, provenance.Column, sources);

    private static string Words(ReferenceSample reference) => reference.Kind switch
    {
        ReferenceKind.StudyControls => "study controls",
        ReferenceKind.LeaveOneOut => "all others of the study",
        ReferenceKind.GenotypeReference => double.IsNaN(reference.Mean) ? "reference panel at this ancestry" : reference.N > 0 ? "all genotyped people of the study" : "allele frequencies",
        ReferenceKind.SpatialNull => "spatial null",
        _ => "none",
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
