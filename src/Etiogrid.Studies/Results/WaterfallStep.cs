namespace Etiogrid.Studies.Results;

/// <summary>One step of the way from base rate to posterior.</summary>
/// <param name="Label">Words for the figure, such as <c>vitamin D deficiency</c>.</param>
/// <param name="Group">base, genetics, exposure, symptom, coupling, or a modality.</param>
/// <param name="LogOdds">The base rate's log-odds for the first step, then changes.</param>
/// <param name="EvidenceIds">Rows of the evidence table behind it.</param>
public sealed record WaterfallStep(string Label, string Group, double LogOdds, IReadOnlyList<string> EvidenceIds);
