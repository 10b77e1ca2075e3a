namespace Etiogrid.Studies.Ledger;

/// <summary>One line of a ledger.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Parent">The version it follows from; 0 = the literature.</param>
/// <param name="PrevSha256">SHA-256 of the line before, or "start".</param>
/// <param name="Action">learn, revert or remove.</param>
/// <param name="Subject">The contribution learned or removed, or the version reverted to.</param>
/// <param name="Contributor">Who contributed; empty for revert and remove.</param>
/// <param name="DataSha256">SHA-256 of the contribution's file; empty for revert and remove.</param>
/// <param name="GridSha256">Hash of the general grid that is the literature.</param>
/// <param name="Active">The contributions this version rests on, by id, each with the hash of its file.</param>
/// <param name="ParametersSha256">SHA-256 of the version's parameter file.</param>
/// <param name="Trials">How far each contribution is believed.</param>
/// <param name="Deltas">What changed against the parent: key, new mean, new sd, change of the mean.</param>
public sealed record LedgerEntry(
    int Version,
    int Parent,
    string PrevSha256,
    string Action,
    string Subject,
    string Contributor,
    string DataSha256,
    string GridSha256,
    IReadOnlyList<LedgerEntry.Contribution> Active,
    string ParametersSha256,
    IReadOnlyList<LedgerEntry.Trial> Trials,
    IReadOnlyList<LedgerEntry.Delta> Deltas)
{
    /// <summary>An active contribution.</summary>
    public sealed record Contribution(string Id, string Sha256);

    /// <summary>A contribution's weight.</summary>
    public sealed record Trial(string Id, int People, double Exchangeable, double? Persistence);

    /// <summary>A changed parameter.</summary>
    public sealed record Delta(string Parameter, double Mean, double Sd, double Change);
}
