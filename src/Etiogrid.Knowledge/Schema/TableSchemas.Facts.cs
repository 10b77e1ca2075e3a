namespace Etiogrid.Knowledge.Schema;

/// <content>Tables that inform pages, genetics, networks and pharmacology rather than the grid's own parameters.</content>
public static partial class TableSchemas
{
    private static readonly string[] EffectTypes = ["qualitative", "d", "g", "r", "OR", "SMD"];
    private static readonly string[] Levels = ["upstream", "molecular", "cellular", "circuit", "network", "symptom", "intervention"];

    private static TableSchema[] FactTables() =>
    [
        Claims("strategies", "A therapeutic strategy of the founding review.", ["strategy"],
            Key("strategy"), Text("name"), Text("molecular_targets"), Text("network_targets"), Text("rationale"), Text("evidence"), Text("advantage"), Text("limitation")),
        Claims("propagation", "How a disturbance at one scale reaches another. Without declared feedback the pathways form no loop.", ["propagation"],
            Key("propagation"), Text("cause"), Choice("cause_level", Levels), Reference("cause_pathway", "pathways", optional: true), Text("effect"), Choice("effect_level", Levels),
            Reference("effect_pathway", "pathways", optional: true), Reference("effect_symptom", "symptoms", optional: true), Choice("sign", "+", "-", "unsigned", "restores"), YesNo("feedback"), Text("evidence_kind"), YesNo("disputed"), Text("statement")),
        Claims("critical_periods", "A developmental window.", ["period"],
            Key("period"), Text("name"), Text("age"), Text("processes"), Text("if_disturbed"), References("pathways", "pathways", optional: true)),
        Claims("network_facts", "A reported change of a network, circuit or rhythm. Contradictions stand side by side.", ["fact"],
            Key("fact"), Text("disorder"), Text("measure"), Text("level"), Choice("direction", "increase", "decrease", "none", "unsigned", "state-dependent", "method"), Choice("effect_type", EffectTypes),
            Number("effect", optional: true), Number("ci_low", optional: true), Number("ci_high", optional: true), Text("population", optional: true), YesNo("conflict")),
        Claims("network_regions", "A network or circuit and its regions.", ["unit"],
            Key("unit"), Text("name"), Choice("kind", "network", "circuit"), Text("dk_aseg"), Text("yeo7"), Text("role")),
        Claims("disorder_features", "What the founding papers say of a disorder; a view, never a node of the grid.", ["disorder", "feature"],
            Key("disorder"), Choice("feature", "trajectory", "regions", "network", "drivers", "rhythms", "symptoms", "overlap", "subtypes"), Text("value")),
        Claims("framework_rules", "A rule of the vulnerability search grid.", ["rule"],
            Key("rule"), Text("topic"), Text("statement"), Text("product_use")),
        Claims("biomarker_evidence", "A published difference of a biomarker.", ["evidence_id"],
            Key("evidence_id"), Text("marker"), Reference("pathway", "pathways"), Text("disorder"), Choice("direction", "increase", "decrease", "none"), Choice("effect_type", EffectTypes),
            Number("effect", optional: true), Number("ci_low", optional: true), Number("ci_high", optional: true), Text("population", optional: true), Choice("evidence", optional: true, Evidence), YesNo("conflict", optional: true)),
        Claims("drugs", "A drug by its RxNorm ingredient name, with RxCUI and ATC code.", ["drug"],
            Key("drug"), Text("name"), Text("rxcui", optional: true), Text("atc", optional: true)),
        Claims("scales", "A rating scale or test: name and range, never item texts.", ["instrument"],
            Key("instrument"), Text("name"), Text("rater"), Number("items", 1, 1000, optional: true), Number("least", optional: true), Number("largest", optional: true), Text("bands", optional: true), Choice("higher_is", "worse", "better", "neither")),
        Affinities("drug_affinity", "A binding measurement of a drug, read in a published table."),
        Affinities("drug_affinity_gtopdb", "A binding measurement of a drug from the Guide to Pharmacology (ODbL, CC BY-SA 4.0)."),
        Claims("gene_sets", "A gene set of a pathway.", ["gene_set"],
            Key("gene_set"), Reference("pathway", "pathways", optional: true), Choice("kind", "reactome", "cell_marker", "curated", "named"), Number("n", 1, 20000), Genes("genes"), Text("source_ids", optional: true), Text("licence")),
        Claims("genes", "A gene of the pathways, curated sets and drug targets whose HGNC number was read.", ["gene"],
            Genes("gene"), Number("hgnc_id", 1, 1_000_000, optional: true)),
        Claims("legacy_symbols", "An earlier gene symbol and its present one.", ["alias"], Text("alias"), Genes("symbol")),
        Claims("circuit_nodes", "A region of the personal circuit scores (Tozzi 2024).", ["node"],
            Key("node"), Text("circuit"), Text("region"), Number("mni_x", -100, 100, optional: true), Number("mni_y", -130, 100, optional: true), Number("mni_z", -100, 120, optional: true)),
        Claims("circuit_features", "A feature of the personal circuit scores (Tozzi 2024).", ["feature"],
            Key("feature"), Choice("kind", "connectivity", "activation", "ppi"), Text("contrast"), Reference("node_a", "circuit_nodes"), Reference("node_b", "circuit_nodes", optional: true), Text("scoring")),
        Claims("biotypes", "A biotype of depression and anxiety (Tozzi 2024).", ["biotype"],
            Key("biotype"), Text("label"), Text("name"), Text("profile"), Text("behaviour"), Text("treatment")),
        Claims("use_cases", "A use of connectivity mapping in the literature synthesis.", ["use_case"],
            Key("use_case"), Text("name"), Text("statement"), Text("strength"), Text("dois"), Text("product_use")),
        Plain("coverage", "An item that a founding paper names, and the row that holds it.", ["item"],
            Key("item"), Reference("paper", "sources"), Text("locator"), Text("named"), Key("table"), Text("key")),
    ];

    private static TableSchema Affinities(string name, string meaning) => Claims(name, meaning, ["affinity_id"],
        Key("affinity_id"), Text("drug"), Text("target"), Text("gene", optional: true), Choice("measure", "Ki", "Kd", "IC50", "EC50"), Number("value_nm", 0), Choice("qualifier", "=", ">", "~"), Number("n", 1, 1e6, optional: true),
        Number("least_nm", 0, optional: true), Number("largest_nm", 0, optional: true), Text("action", optional: true));
}
