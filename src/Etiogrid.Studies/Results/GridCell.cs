namespace Etiogrid.Studies.Results;

/// <summary>A cell of the vulnerability grid.</summary>
/// <param name="ColumnId">Its column.</param>
/// <param name="State">What it shows.</param>
/// <param name="LogOdds">Change of the pathway's prior log-odds; 0 unless exposed (or known not to be).</param>
/// <param name="Sources">Source keys behind the link.</param>
public sealed record GridCell(string ColumnId, CellState State, double LogOdds, IReadOnlyList<string> Sources);
