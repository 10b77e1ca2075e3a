namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>explain</c>.</summary>
/// <param name="Run">Output folder of a participant run.</param>
/// <param name="Participant">Label, with or without sub-.</param>
/// <param name="Pathway">Key of a pathway; null = the most probable one.</param>
/// <param name="Knowledge">The study's own knowledge folder, if the run had one.</param>
public sealed record ExplainOptions(string Run, string Participant, string? Pathway, string? Knowledge);
