using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A biological pathway.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">At most 24 characters.</param>
/// <param name="Scale">Scale of the fingerprint.</param>
/// <param name="Family">Family, such as glutamatergic.</param>
/// <param name="WeightHypo">Share of alterations that are too little.</param>
/// <param name="WeightHyper">Share of alterations that are too much.</param>
/// <param name="DirectionMeaning">What too little and too much mean here.</param>
/// <param name="Genes">HGNC symbols.</param>
/// <param name="Reactome">Reactome ids.</param>
/// <param name="GeneOntology">Gene Ontology ids.</param>
/// <param name="PetTargets">PET targets.</param>
/// <param name="Mechanism">What goes wrong.</param>
/// <param name="Phenotypes">Where it is reported.</param>
/// <param name="EvidenceKind">How it was studied.</param>
/// <param name="Limitation">What weakens the evidence.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record PathwayRow(
    PathwayId Id,
    string Name,
    string ShortName,
    Scale Scale,
    string Family,
    double WeightHypo,
    double WeightHyper,
    string DirectionMeaning,
    IReadOnlyList<string> Genes,
    IReadOnlyList<string> Reactome,
    IReadOnlyList<string> GeneOntology,
    IReadOnlyList<string> PetTargets,
    string Mechanism,
    string Phenotypes,
    string EvidenceKind,
    string Limitation,
    Claim Claim)
{
    internal static PathwayRow Parse(RowReader row) => new(
        new(row.Text("pathway")),
        row.Text("name"),
        row.Text("short_name"),
        row.Named<Scale>("scale"),
        row.Text("family"),
        row.Number("weight_hypo"),
        row.Number("weight_hyper"),
        row.Text("direction_meaning"),
        row.Words("genes"),
        row.Words("reactome"),
        row.Words("go"),
        row.Words("pet_targets"),
        row.Text("mechanism"),
        row.Text("phenotypes"),
        row.Text("evidence_kind"),
        row.Text("limitation"),
        row.Claim());
}
