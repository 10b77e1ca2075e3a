using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A symptom dimension.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Definition">What it covers.</param>
/// <param name="TargetPrevalence">Prevalence among help-seeking people, elicited.</param>
/// <param name="HitopSpectrum">HiTOP spectrum.</param>
/// <param name="HitopSubfactor">HiTOP subfactor.</param>
/// <param name="RdocDomain">RDoC domain.</param>
/// <param name="RdocConstruct">RDoC construct.</param>
/// <param name="Hpo">Human Phenotype Ontology term.</param>
/// <param name="Scales">Usual instruments.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record SymptomRow(
    SymptomId Id,
    string Name,
    string Definition,
    double TargetPrevalence,
    string HitopSpectrum,
    string HitopSubfactor,
    string RdocDomain,
    string RdocConstruct,
    string Hpo,
    string Scales,
    Claim Claim)
{
    internal static SymptomRow Parse(RowReader row) => new(
        new(row.Text("symptom")),
        row.Text("name"),
        row.Text("definition"),
        row.Number("target_prevalence"),
        row.Text("hitop_spectrum"),
        row.Text("hitop_subfactor"),
        row.Text("rdoc_domain"),
        row.Text("rdoc_construct"),
        row.Text("hpo"),
        row.Text("scales"),
        row.Claim());
}
