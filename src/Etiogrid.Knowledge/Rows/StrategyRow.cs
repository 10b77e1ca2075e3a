using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A therapeutic strategy of the founding review.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="MolecularTargets">Molecular targets.</param>
/// <param name="NetworkTargets">Network targets.</param>
/// <param name="Rationale">Why it might work.</param>
/// <param name="Evidence">What was tried.</param>
/// <param name="Advantage">What speaks for it.</param>
/// <param name="Limitation">What speaks against it.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record StrategyRow(
    string Id,
    string Name,
    string MolecularTargets,
    string NetworkTargets,
    string Rationale,
    string Evidence,
    string Advantage,
    string Limitation,
    Claim Claim)
{
    internal static StrategyRow Parse(RowReader row) => new(
        row.Text("strategy"),
        row.Text("name"),
        row.Text("molecular_targets"),
        row.Text("network_targets"),
        row.Text("rationale"),
        row.Text("evidence"),
        row.Text("advantage"),
        row.Text("limitation"),
        row.Claim());
}
