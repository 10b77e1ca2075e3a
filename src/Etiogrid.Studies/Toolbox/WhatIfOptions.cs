namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>whatif</c>.</summary>
/// <param name="Run">Output folder of a participant run.</param>
/// <param name="Participant">Label, with or without sub-.</param>
/// <param name="Set">Pairs such as <c>crp=3.1</c>, <c>childhood_adversity=no</c>, <c>anhedonia=n/a</c>, each possibly several joined by commas.</param>
/// <param name="Without">Kinds of evidence to leave out: a modality, or genes, exposures, symptoms.</param>
/// <param name="Knowledge">The study's own knowledge folder, if the run had one.</param>
/// <param name="Threads">0 = all cores.</param>
public sealed record WhatIfOptions(string Run, string Participant, IReadOnlyList<string> Set, IReadOnlyList<string> Without, string? Knowledge, int Threads);
