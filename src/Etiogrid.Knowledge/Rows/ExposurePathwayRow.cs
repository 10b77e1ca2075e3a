using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>The pathway through which an exposure acts.</summary>
/// <param name="Exposure">Exposure.</param>
/// <param name="Pathway">Pathway.</param>
/// <param name="Direction">Which way it pushes; null where the sign is not known or both occur.</param>
/// <param name="Strength">Editorial strength, 0 to 3.</param>
/// <param name="Mechanism">How.</param>
/// <param name="Evidence">Kind of study: meta_analysis, systematic_review, trial, cohort, case_control, cross_sectional, measurement, review, animal or expert; empty where nobody said.</param>
/// <param name="Disputed">True where the literature disagrees.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ExposurePathwayRow(
    ExposureId Exposure,
    PathwayId Pathway,
    AlterationDirection? Direction,
    double Strength,
    string Mechanism,
    string Evidence,
    bool Disputed,
    Claim Claim)
{
    internal static ExposurePathwayRow Parse(RowReader row) => new(
        new(row.Text("exposure")),
        new(row.Text("pathway")),
        row.Direction("direction"),
        row.Number("strength"),
        row.Text("mechanism"),
        row.Text("evidence"),
        row.YesNo("disputed"),
        row.Claim());
}
