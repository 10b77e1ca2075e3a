namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid revert</c>: exactly one of the two.</summary>
/// <param name="Ledger">Ledger folder.</param>
/// <param name="Version">Go back to what this version rested on; 0 = the literature.</param>
/// <param name="Contribution">Take this contribution out.</param>
/// <param name="Knowledge">The study's own knowledge folder, if the ledger was begun with one.</param>
/// <param name="IncludeUnverified">As the ledger was begun.</param>
/// <param name="Threads">0 = all cores.</param>
public sealed record GridRevertOptions(string Ledger, int? Version, string? Contribution, string? Knowledge, bool IncludeUnverified, int Threads);
