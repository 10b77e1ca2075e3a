using System.Globalization;
using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Puts inference's readouts into the words of the page.</summary>
internal sealed class ReadoutComposer(GeneralGrid grid)
{
    private readonly Dictionary<string, string> _exposures = grid.Exposures.ToDictionary(e => e.Id.Key, e => e.Name, StringComparer.Ordinal);

    /// <summary>Steps of one pathway, base rate first, with the rows of the evidence table behind each.</summary>
    public IReadOnlyList<WaterfallStep> Waterfall(IReadOnlyList<DecompositionStep> steps, string pathway, IReadOnlyList<EvidenceRow> evidence) =>
        [.. steps.Select(s => new WaterfallStep(Label(s.Kind, s.Source), Group(s.Kind, s.Source), s.LogOdds, Rows(s, pathway, evidence)))];

    /// <summary>Ambiguity sets; the splitting marker is named where one differs enough between members.</summary>
    public IReadOnlyList<AmbiguitySet> Sets(IReadOnlyList<Ambiguity> sets, PersonModel model) =>
    [
        .. sets.Select((s, i) => new AmbiguitySet(
            string.Create(CultureInfo.InvariantCulture, $"A{i + 1}"),
            [.. s.Pathways.Select(k => grid.Pathways[k].Id.Key)],
            s.JointAltered,
            s.SharedVariance ?? double.NaN,
            s.SharedVariance is { } shared
                ? string.Create(CultureInfo.InvariantCulture, $"their measured markers share up to {100 * shared:0} % of their signal")
                : "one explains the data as well as the other: when one is altered the others are less likely to be",
            s.SplitBy is { } m ? NameOf(model.Model.Markers[m].Name) : null)),
    ];

    /// <summary>Posterior of the leading pathways without each group of evidence, and under shifted priors.</summary>
    public static IReadOnlyList<SensitivityRow> Sensitivity(PosteriorSensitivity sensitivity, IReadOnlyList<int> order)
    {
        List<SensitivityRow> rows = [.. sensitivity.LeaveOneOut.Select(r => new SensitivityRow("without " + Without(r.Kind, r.Source), [.. order.Select(k => new Band(r.Altered[k], r.Altered[k]))]))];
        var low = sensitivity.PriorShifts.FirstOrDefault(s => s.LogOdds < 0);
        var high = sensitivity.PriorShifts.FirstOrDefault(s => s.LogOdds > 0);
        if (low is not null && high is not null)
        {
            rows.Add(new("prior odds of every pathway divided and multiplied by 2.7", [.. order.Select(k => new Band(Math.Min(low.Altered[k], high.Altered[k]), Math.Max(low.Altered[k], high.Altered[k])))]));
        }

        return rows;
    }

    /// <summary>The call in words; empty for a pathway that is hardly altered.</summary>
    public static string Words(CausalCall call) => call switch
    {
        CausalCall.CausalSupported => "causal-supported",
        CausalCall.CompensatoryLikely => "compensatory-likely",
        CausalCall.Contested => "contested",
        _ => "",
    };

    private string NameOf(string marker) => grid.Markers.FirstOrDefault(m => m.Id == marker)?.Name ?? marker;

    private string Label(EvidenceKind kind, string source) => kind switch
    {
        EvidenceKind.BaseRate => "base rate",
        EvidenceKind.Genes => "genetic score",
        EvidenceKind.Epigenome => "epigenetic score",
        EvidenceKind.Exposure => _exposures.GetValueOrDefault(source, source),
        EvidenceKind.Symptoms => "symptoms",
        EvidenceKind.Coupling => "compensation",
        _ => MarkerGroup(source),
    };

    private static string Group(EvidenceKind kind, string source) => kind switch
    {
        EvidenceKind.BaseRate => "base",
        EvidenceKind.Genes => "genetics",
        EvidenceKind.Epigenome => "epigenetics",
        EvidenceKind.Exposure => "exposure",
        EvidenceKind.Symptoms => "symptom",
        EvidenceKind.Coupling => "coupling",
        _ => source.ToLowerInvariant(),
    };

    private static string Without(EvidenceKind kind, string source) => kind switch
    {
        EvidenceKind.Genes => "genotypes",
        EvidenceKind.Epigenome => "epigenetic scores",
        EvidenceKind.Exposure => "exposures",
        EvidenceKind.Symptoms => "symptoms",
        EvidenceKind.Coupling => "compensation couplings",
        EvidenceKind.BaseRate => "base rate",
        _ => MarkerGroup(source),
    };

    private static string MarkerGroup(string source) => source.ToLowerInvariant() switch
    {
        "imaging" => "co-localisation of the brain map",
        "connectome" => "connectivity",
        "laboratory" => "laboratory values",
        "eeg" => "EEG",
        "behaviour" => "task behaviour",
        "digital" => "phone and actigraphy",
        var other => other,
    };

    private static IReadOnlyList<string> Rows(DecompositionStep step, string pathway, IReadOnlyList<EvidenceRow> evidence) => step.Kind switch
    {
        EvidenceKind.Genes => [.. evidence.Where(e => e.Modality == "genetics" && !IsEpigenetic(e) && e.PathwayIds.Contains(pathway)).Select(e => e.Id)],
        EvidenceKind.Epigenome => [.. evidence.Where(e => IsEpigenetic(e) && e.PathwayIds.Contains(pathway)).Select(e => e.Id)],
        EvidenceKind.Exposure => [.. evidence.Where(e => e.Feature == "exposure/" + step.Source).Select(e => e.Id)],
        EvidenceKind.Symptoms => [.. evidence.Where(e => e.Modality == "symptom").Select(e => e.Id)],
        EvidenceKind.Markers => [.. evidence.Where(e => string.Equals(e.Modality, step.Source, StringComparison.OrdinalIgnoreCase) && e.PathwayIds.Contains(pathway)).Select(e => e.Id)],
        _ => [],
    };

    private static bool IsEpigenetic(EvidenceRow row) => row.Feature.StartsWith("genetics/epigenetic/", StringComparison.Ordinal);
}
