using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A binding measurement of a drug.</summary>
/// <param name="Id">Key.</param>
/// <param name="Drug">Drug.</param>
/// <param name="Target">Target.</param>
/// <param name="Gene">Gene of the target.</param>
/// <param name="Measure">Ki, Kd, IC50 or EC50.</param>
/// <param name="ValueNm">Value in nmol/L.</param>
/// <param name="Qualifier">=, &gt; or ~.</param>
/// <param name="N">Number of assays.</param>
/// <param name="LeastNm">Smallest value in nmol/L.</param>
/// <param name="LargestNm">Largest value in nmol/L.</param>
/// <param name="Action">What the drug does there; empty where unknown.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record DrugAffinityRow(
    string Id,
    string Drug,
    string Target,
    string Gene,
    string Measure,
    double ValueNm,
    string Qualifier,
    double? N,
    double? LeastNm,
    double? LargestNm,
    string Action,
    Claim Claim)
{
    internal static DrugAffinityRow Parse(RowReader row) => new(
        row.Text("affinity_id"),
        row.Text("drug"),
        row.Text("target"),
        row.Text("gene"),
        row.Text("measure"),
        row.Number("value_nm"),
        row.Text("qualifier"),
        row.OptionalNumber("n"),
        row.OptionalNumber("least_nm"),
        row.OptionalNumber("largest_nm"),
        row.Text("action"),
        row.Claim());
}
