using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>What raises or lowers the load of an exposure on pathways.</summary>
/// <param name="Id">Key.</param>
/// <param name="Exposure">Exposure.</param>
/// <param name="Pathway">The one pathway whose load it changes; null for all pathways of the exposure.</param>
/// <param name="Kind">gene, polygenic, epigenetic, window, dose or appraisal.</param>
/// <param name="By">What is looked at: a variant, a mark, a developmental period (key), a scale.</param>
/// <param name="Level">The level the factor holds for, against its absence or the middle.</param>
/// <param name="Factor">Multiplies the load; 1 where a study found no modification.</param>
/// <param name="LogSd">Standard deviation of ln factor.</param>
/// <param name="Disputed">True where the literature disagrees or one study stands alone.</param>
/// <param name="Evidence">Kind of study.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ExposureModifierRow(
    string Id,
    ExposureId Exposure,
    PathwayId? Pathway,
    string Kind,
    string By,
    string Level,
    double Factor,
    double LogSd,
    bool Disputed,
    string Evidence,
    Claim Claim)
{
    internal static ExposureModifierRow Parse(RowReader row) => new(
        row.Text("modifier"),
        new(row.Text("exposure")),
        row.Text("pathway") is { Length: > 0 } pathway ? new PathwayId(pathway) : null,
        row.Text("kind"),
        row.Text("by"),
        row.Text("level"),
        row.Number("factor"),
        row.Number("log_sd"),
        row.YesNo("disputed"),
        row.Text("evidence"),
        row.Claim());
}
