using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge;

/// <summary>What stands behind a row: source, place in the source, how far it was checked, and a remark.</summary>
/// <param name="Source">Key in the table of sources.</param>
/// <param name="Locator">Section, table row, or part that was read.</param>
/// <param name="Verification">How far it was checked.</param>
/// <param name="Note">Remark, or empty.</param>
public sealed record Claim(SourceKey Source, string Locator, Verification Verification, string Note)
{
    /// <summary>True for rows that count by default: everything except rows from memory and rows that were looked for and not found.</summary>
    public bool IsVerified => Verification is not (Verification.Memory or Verification.Sought);
}
