using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A reported change of a network, circuit or rhythm in a disorder. Contradictions stand side by side.</summary>
/// <param name="Id">Key.</param>
/// <param name="Disorder">Disorder.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Level">Level.</param>
/// <param name="Direction">increase, decrease, none, unsigned, state-dependent or method.</param>
/// <param name="EffectType">Effect measure.</param>
/// <param name="Effect">Point estimate.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Population">Sample.</param>
/// <param name="Conflict">True where another row disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record NetworkFactRow(
    string Id,
    string Disorder,
    string Measure,
    string Level,
    string Direction,
    string EffectType,
    double? Effect,
    double? Low,
    double? High,
    string Population,
    bool Conflict,
    Claim Claim)
{
    internal static NetworkFactRow Parse(RowReader row) => new(
        row.Text("fact"),
        row.Text("disorder"),
        row.Text("measure"),
        row.Text("level"),
        row.Text("direction"),
        row.Text("effect_type"),
        row.OptionalNumber("effect"),
        row.OptionalNumber("ci_low"),
        row.OptionalNumber("ci_high"),
        row.Text("population"),
        row.YesNo("conflict"),
        row.Claim());
}
