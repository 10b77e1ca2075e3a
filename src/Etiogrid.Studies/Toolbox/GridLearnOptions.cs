namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid learn</c>.</summary>
/// <param name="Outcomes">Table of outcomes; see <c>docs/how-to/learning.md</c>.</param>
/// <param name="Ledger">Ledger folder; begun where it does not exist.</param>
/// <param name="Run">Output folder of the participant run at enrolment; null where the table holds the probabilities itself.</param>
/// <param name="Contribution">Name of the contribution; null = the file's name.</param>
/// <param name="Contributor">Who contributes.</param>
/// <param name="ChangeColumn">Column with the change of a severity scale; null = <c>change</c>.</param>
/// <param name="ScalePoints">Points of that scale when every symptom of the grid is present.</param>
/// <param name="Knowledge">The study's own knowledge folder, if the run had one.</param>
/// <param name="IncludeUnverified">Use unverified rows of the knowledge base; with a run, the run decides.</param>
/// <param name="Seed">Seed of the configurations drawn at enrolment.</param>
/// <param name="Threads">0 = all cores.</param>
public sealed record GridLearnOptions(
    string Outcomes,
    string Ledger,
    string? Run,
    string? Contribution,
    string Contributor,
    string? ChangeColumn,
    double ScalePoints,
    string? Knowledge,
    bool IncludeUnverified,
    ulong Seed,
    int Threads);
