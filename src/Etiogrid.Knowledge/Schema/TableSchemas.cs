
namespace Etiogrid.Knowledge.Schema;

/// <summary>The schema of every table of the knowledge base. A study's own overlay tables follow the same schemas.</summary>
public static partial class TableSchemas
{
    private static readonly string[] Directions = ["hypo", "hyper"];
    private static readonly string[] DirectionsOrEither = ["hypo", "hyper", "either"];
    private static readonly string[] Scales = ["molecular", "cellular", "circuit", "network", "oscillation", "behaviour"];
    private static readonly string[] Evidence = ["meta_analysis", "systematic_review", "trial", "cohort", "case_control", "cross_sectional", "measurement", "review", "animal", "expert"];
    private static readonly string[] Verifications = ["memory", "sought", "mixed", "editorial", "repository", "page", "paper"];

    /// <summary>Lazy because the order of static fields over several files is not defined.</summary>
    private static readonly Lazy<IReadOnlyList<TableSchema>> Everything = new(() => [.. GridTables(), .. FactTables()]);

    /// <summary>All tables, in the order in which they are read.</summary>
    public static IReadOnlyList<TableSchema> All => Everything.Value;

    /// <summary>The schema of a table, or null where there is no such table.</summary>
    public static TableSchema? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static TableSchema[] GridTables() =>
    [
        Plain("sources", "A publication, page or repository that rows are taken from.", ["source"],
            Key("source"), Text("citation"), Text("journal", optional: true), Text("year", optional: true), Text("doi", optional: true), Text("pmid", optional: true), Text("address", optional: true),
            Choice("read_as", "paper", "page", "repository", "sought", "memory", "own"), Text("where_read"), Text("rights")),
        Claims("pathways", "A biological pathway with the directions in which it can be off.", ["pathway"],
            Key("pathway"), Text("name"), Text("short_name"), Choice("scale", Scales), Text("family"), Number("weight_hypo", 0, 1), Number("weight_hyper", 0, 1), Text("direction_meaning"),
            Genes("genes"), Text("reactome", optional: true), Text("go", optional: true), Text("pet_targets", optional: true), Text("mechanism"), Text("phenotypes"), Text("evidence_kind"), Text("limitation")),
        Claims("symptoms", "A symptom dimension; disorders are views over these.", ["symptom"],
            Key("symptom"), Text("name"), Text("definition"), Number("target_prevalence", 0, 1), Text("hitop_spectrum", optional: true), Text("hitop_subfactor", optional: true), Text("rdoc_domain", optional: true), Text("rdoc_construct", optional: true),
            Text("hpo", optional: true), Text("scales")),
        Claims("exposures", "An environmental exposure with its population frequency.", ["exposure"],
            Key("exposure"), Text("name"), Text("window"), Number("frequency", 0, 1), Text("frequency_meaning"), Reference("frequency_source", "sources"), Choice("frequency_verification", Verifications),
            YesNo("mappable"), YesNo("subjective_appraisal"), Text("modifiable"), Text("specificity"),
            References("periods", "critical_periods", optional: true), Text("dose", optional: true), Text("appraisal", optional: true)),
        Claims("outcomes", "An outcome of the epidemiological literature: a view over symptom dimensions, never a node of the grid.", ["outcome"],
            Key("outcome"), Text("name"), Number("lifetime_prevalence", 0, 1), Text("icd10", optional: true), Text("dsm", optional: true)),
        Claims("outcome_symptoms", "How much a symptom dimension counts in an outcome; relative weights.", ["outcome", "symptom"],
            Reference("outcome", "outcomes"), Reference("symptom", "symptoms"), Number("weight", 0, 10)),
        Claims("exposure_effects", "A published effect of an exposure on an outcome. Conflicting estimates stand side by side.", ["effect_id"],
            Key("effect_id"), Reference("exposure", "exposures"), Reference("outcome", "outcomes"), Text("contrast"), Choice("effect_type", "OR", "RR", "IRR", "HR", "g", "d", "r", "qualitative"),
            Number("effect", optional: true), Number("ci_low", optional: true), Number("ci_high", optional: true), Text("unit", optional: true), Text("design"), Text("population", optional: true), YesNo("conflict"), Choice("evidence", optional: true, Evidence), Reference("period", "critical_periods", optional: true)),
        Claims("exposure_modifiers", "What raises or lowers the load of an exposure: a gene, an epigenetic mark, the developmental window, the dose, or how it is experienced. The factor multiplies the load; its uncertainty is on the log scale.", ["modifier"],
            Key("modifier"), Reference("exposure", "exposures"), Reference("pathway", "pathways", optional: true), Choice("kind", "gene", "polygenic", "epigenetic", "window", "dose", "appraisal"), Text("by"), Text("level"),
            Number("factor", 0.1, 10), Number("log_sd", 0.01, 3), YesNo("disputed"), Choice("evidence", optional: true, Evidence)),
        Claims("exposure_pathways", "The pathway through which an exposure acts, with an editorial strength from 0 to 3.", ["exposure", "pathway"],
            Reference("exposure", "exposures"), Reference("pathway", "pathways"), Choice("direction", DirectionsOrEither), Number("strength", 0, 3), Text("mechanism"), Choice("evidence", optional: true, Evidence), YesNo("disputed", optional: true)),
        Claims("exposure_correlations", "How two exposures go together in the population; pairs that are not listed are independent.", ["first", "second"],
            Reference("first", "exposures"), Reference("second", "exposures"), Number("tetrachoric", -0.95, 0.95)),
        Claims("symptom_links", "An altered pathway that can bring about a symptom, with an editorial strength from 1 to 3.", ["pathway", "direction", "symptom"],
            Reference("pathway", "pathways"), Choice("direction", Directions), Reference("symptom", "symptoms"), Number("strength", 1, 3), YesNo("sign_uncertain"), Text("state"), Text("disorders", optional: true), Choice("evidence", optional: true, Evidence), YesNo("disputed", optional: true)),
        Claims("couplings", "A pathway that changes in response to another: +1 the same way, -1 the opposite way.", ["cause", "responder"],
            Reference("cause", "pathways"), Reference("responder", "pathways"), Number("sign", -1, 1), Number("strength", 1, 3), YesNo("sign_uncertain"), Text("evidence_kind"), Text("statement")),
        Claims("markers", "Something measurable that shifts when a pathway is altered.", ["marker"],
            Key("marker"), Text("name"), Choice("modality", "genetics", "exposure", "symptom", "laboratory", "imaging", "connectome", "eeg", "behaviour", "digital"), Choice("scale", Scales), Text("measure"), Text("target"),
            Number("reliability", 0.01, 1), Number("cost", 0, 1000), YesNo("signed")),
        Claims("marker_loadings", "Shift of a marker, in standard deviations, when a pathway is altered in a direction.", ["marker", "pathway", "direction"],
            Reference("marker", "markers"), Reference("pathway", "pathways"), Choice("direction", Directions), Number("loading", -5, 5), Number("sd", 0.001, 5), Choice("grade", "measured", "converted", "elicited")),
        Claims("interventions", "An intervention as a hypothesis.", ["intervention"],
            Key("intervention"), Text("name"), Choice("kind", "drug", "stimulation", "psychotherapy", "lifestyle", "device"), Key("strategy"), Choice("horizon", "state", "trait", "both"), Text("onset"), Choice("evidence_grade", "A", "B", "C", "D"),
            Number("burden", 0, 1), Text("risks"), Text("contraindications", optional: true), Text("contested", optional: true), References("ingredients", "drugs", optional: true)),
        Claims("intervention_effects", "The direction of an alteration that an intervention corrects in a pathway; it harms the other way.", ["intervention", "pathway"],
            Reference("intervention", "interventions"), Reference("pathway", "pathways"), Choice("corrects", DirectionsOrEither), Choice("role", "primary", "secondary"), Text("action"), Choice("evidence", optional: true, Evidence), YesNo("disputed", optional: true)),
        Claims("intervention_evidence", "A published effect of an intervention.", ["evidence_id"],
            Key("evidence_id"), Reference("intervention", "interventions"), Text("effect_type"), Number("effect", optional: true), Number("ci_low", optional: true), Number("ci_high", optional: true), Text("context"), Choice("evidence", optional: true, Evidence), YesNo("conflict", optional: true)),
        Claims("interactions", "Two interventions that must not, or only with care, be combined.", ["first", "second"],
            Reference("first", "interventions"), Reference("second", "interventions"), YesNo("excluded"), Number("penalty", 0, 1), Text("reason")),
    ];

    private static TableSchema Plain(string name, string meaning, string[] key, params ColumnSchema[] columns) => new(name, meaning, key, columns);

    private static TableSchema Claims(string name, string meaning, string[] key, params ColumnSchema[] columns) =>
        new(name, meaning, key, [.. columns, Reference("source", "sources"), Text("locator"), Choice("verification", Verifications), Text("note", optional: true)]);

    private static ColumnSchema Key(string name) => new(name, ColumnKind.Key);

    private static ColumnSchema Text(string name, bool optional = false) => new(name, ColumnKind.Text, optional);

    private static ColumnSchema Number(string name, double least = double.NegativeInfinity, double largest = double.PositiveInfinity, bool optional = false) =>
        new(name, ColumnKind.Number, optional, least, largest);

    private static ColumnSchema YesNo(string name, bool optional = false) => new(name, ColumnKind.YesNo, optional);

    private static ColumnSchema Choice(string name, params string[] choices) => new(name, ColumnKind.Choice, Choices: choices);

    private static ColumnSchema Choice(string name, bool optional, string[] choices) => new(name, ColumnKind.Choice, optional, Choices: choices);

    private static ColumnSchema Reference(string name, string table, bool optional = false) => new(name, ColumnKind.Reference, optional, Table: table);

    private static ColumnSchema References(string name, string table, bool optional = false) => new(name, ColumnKind.References, optional, Table: table);

    private static ColumnSchema Genes(string name, bool optional = false) => new(name, ColumnKind.Genes, optional);
}
