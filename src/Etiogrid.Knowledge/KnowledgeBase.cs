using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge.Build;
using Etiogrid.Knowledge.Calibration;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Overlay;
using Etiogrid.Knowledge.Rows;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge;

/// <summary>
/// The curated knowledge base: every table as typed rows, each row with source, locator and verification.
/// The tables ship inside the assembly; a study can lay its own rows over them.
/// </summary>
public sealed class KnowledgeBase
{
    private const string Prefix = "Etiogrid.Knowledge.Tables.";
    private readonly Dictionary<string, KnowledgeTable> _tables;
    private readonly Dictionary<string, KnowledgeTable> _shipped;

    private KnowledgeBase(Dictionary<string, KnowledgeTable> tables, Dictionary<string, KnowledgeTable> shipped)
    {
        _tables = tables;
        _shipped = shipped;
        OverlayRows = [.. TableSchemas.All.SelectMany(s => Overlaid(tables[s.Name], shipped[s.Name]))];
        Sources = Rows("sources", SourceRow.Parse);
        Pathways = Rows("pathways", PathwayRow.Parse);
        Symptoms = Rows("symptoms", SymptomRow.Parse);
        Exposures = Rows("exposures", ExposureRow.Parse);
        Outcomes = Rows("outcomes", OutcomeRow.Parse);
        OutcomeSymptoms = Rows("outcome_symptoms", OutcomeSymptomRow.Parse);
        ExposureEffects = Rows("exposure_effects", ExposureEffectRow.Parse);
        ExposureModifiers = Rows("exposure_modifiers", ExposureModifierRow.Parse);
        Drugs = Rows("drugs", DrugRow.Parse);
        ExposurePathways = Rows("exposure_pathways", ExposurePathwayRow.Parse);
        ExposureCorrelations = Rows("exposure_correlations", ExposureCorrelationRow.Parse);
        SymptomLinks = Rows("symptom_links", SymptomLinkRow.Parse);
        Couplings = Rows("couplings", CouplingRow.Parse);
        Markers = Rows("markers", MarkerRow.Parse);
        MarkerLoadings = Rows("marker_loadings", MarkerLoadingRow.Parse);
        Interventions = Rows("interventions", InterventionRow.Parse);
        InterventionEffects = Rows("intervention_effects", InterventionEffectRow.Parse);
        InterventionEvidence = Rows("intervention_evidence", InterventionEvidenceRow.Parse);
        Interactions = Rows("interactions", InteractionRow.Parse);
        Strategies = Rows("strategies", StrategyRow.Parse);
        Propagation = Rows("propagation", PropagationRow.Parse);
        CriticalPeriods = Rows("critical_periods", CriticalPeriodRow.Parse);
        NetworkFacts = Rows("network_facts", NetworkFactRow.Parse);
        NetworkRegions = Rows("network_regions", NetworkRegionRow.Parse);
        DisorderFeatures = Rows("disorder_features", DisorderFeatureRow.Parse);
        FrameworkRules = Rows("framework_rules", FrameworkRuleRow.Parse);
        BiomarkerEvidence = Rows("biomarker_evidence", BiomarkerEvidenceRow.Parse);
        Scales = Rows("scales", ScaleRow.Parse);
        GeneSets = Rows("gene_sets", GeneSetRow.Parse);
        Genes = Rows("genes", GeneRow.Parse);
        LegacySymbols = Rows("legacy_symbols", LegacySymbolRow.Parse);
        CircuitNodes = Rows("circuit_nodes", CircuitNodeRow.Parse);
        CircuitFeatures = Rows("circuit_features", CircuitFeatureRow.Parse);
        Biotypes = Rows("biotypes", BiotypeRow.Parse);
        UseCases = Rows("use_cases", UseCaseRow.Parse);
        Coverage = Rows("coverage", CoverageRow.Parse);
        DrugAffinities = [.. Rows("drug_affinity", DrugAffinityRow.Parse), .. Rows("drug_affinity_gtopdb", DrugAffinityRow.Parse)];
        Sha256 = TableHash.Of(Tables);
    }

    /// <summary>Publications, pages and repositories.</summary>
    public IReadOnlyList<SourceRow> Sources { get; }

    /// <summary>Pathways.</summary>
    public IReadOnlyList<PathwayRow> Pathways { get; }

    /// <summary>Symptom dimensions.</summary>
    public IReadOnlyList<SymptomRow> Symptoms { get; }

    /// <summary>Exposures.</summary>
    public IReadOnlyList<ExposureRow> Exposures { get; }

    /// <summary>Outcomes of the epidemiological literature.</summary>
    public IReadOnlyList<OutcomeRow> Outcomes { get; }

    /// <summary>Outcomes as views over symptom dimensions.</summary>
    public IReadOnlyList<OutcomeSymptomRow> OutcomeSymptoms { get; }

    /// <summary>Published effects of exposures.</summary>
    public IReadOnlyList<ExposureEffectRow> ExposureEffects { get; }

    /// <summary>What raises or lowers the load of an exposure.</summary>
    public IReadOnlyList<ExposureModifierRow> ExposureModifiers { get; }

    /// <summary>Drugs by RxNorm ingredient name.</summary>
    public IReadOnlyList<DrugRow> Drugs { get; }

    /// <summary>Pathways that exposures act through.</summary>
    public IReadOnlyList<ExposurePathwayRow> ExposurePathways { get; }

    /// <summary>Correlations of exposures.</summary>
    public IReadOnlyList<ExposureCorrelationRow> ExposureCorrelations { get; }

    /// <summary>Pathway states that can cause symptoms.</summary>
    public IReadOnlyList<SymptomLinkRow> SymptomLinks { get; }

    /// <summary>Secondary changes.</summary>
    public IReadOnlyList<CouplingRow> Couplings { get; }

    /// <summary>Biomarkers.</summary>
    public IReadOnlyList<MarkerRow> Markers { get; }

    /// <summary>Loadings of biomarkers.</summary>
    public IReadOnlyList<MarkerLoadingRow> MarkerLoadings { get; }

    /// <summary>Interventions.</summary>
    public IReadOnlyList<InterventionRow> Interventions { get; }

    /// <summary>What interventions do to pathways.</summary>
    public IReadOnlyList<InterventionEffectRow> InterventionEffects { get; }

    /// <summary>Published effects of interventions.</summary>
    public IReadOnlyList<InterventionEvidenceRow> InterventionEvidence { get; }

    /// <summary>Pairs of interventions that interact.</summary>
    public IReadOnlyList<InteractionRow> Interactions { get; }

    /// <summary>Therapeutic strategies.</summary>
    public IReadOnlyList<StrategyRow> Strategies { get; }

    /// <summary>Propagation across scales.</summary>
    public IReadOnlyList<PropagationRow> Propagation { get; }

    /// <summary>Developmental windows.</summary>
    public IReadOnlyList<CriticalPeriodRow> CriticalPeriods { get; }

    /// <summary>Reported network changes.</summary>
    public IReadOnlyList<NetworkFactRow> NetworkFacts { get; }

    /// <summary>Networks and circuits.</summary>
    public IReadOnlyList<NetworkRegionRow> NetworkRegions { get; }

    /// <summary>What the founding papers say of disorders.</summary>
    public IReadOnlyList<DisorderFeatureRow> DisorderFeatures { get; }

    /// <summary>Rules of the grid.</summary>
    public IReadOnlyList<FrameworkRuleRow> FrameworkRules { get; }

    /// <summary>Published biomarker differences.</summary>
    public IReadOnlyList<BiomarkerEvidenceRow> BiomarkerEvidence { get; }

    /// <summary>Rating scales.</summary>
    public IReadOnlyList<ScaleRow> Scales { get; }

    /// <summary>Gene sets of pathways.</summary>
    public IReadOnlyList<GeneSetRow> GeneSets { get; }

    /// <summary>Genes with their HGNC numbers.</summary>
    public IReadOnlyList<GeneRow> Genes { get; }

    /// <summary>Earlier gene symbols.</summary>
    public IReadOnlyList<LegacySymbolRow> LegacySymbols { get; }

    /// <summary>Regions of personal circuit scores.</summary>
    public IReadOnlyList<CircuitNodeRow> CircuitNodes { get; }

    /// <summary>Features of personal circuit scores.</summary>
    public IReadOnlyList<CircuitFeatureRow> CircuitFeatures { get; }

    /// <summary>Biotypes of depression and anxiety.</summary>
    public IReadOnlyList<BiotypeRow> Biotypes { get; }

    /// <summary>Uses of connectivity mapping.</summary>
    public IReadOnlyList<UseCaseRow> UseCases { get; }

    /// <summary>Items that the founding papers name.</summary>
    public IReadOnlyList<CoverageRow> Coverage { get; }

    /// <summary>Binding measurements of drugs, from both affinity tables.</summary>
    public IReadOnlyList<DrugAffinityRow> DrugAffinities { get; }

    /// <summary>All tables as text, in the order of <see cref="TableSchemas.All"/>.</summary>
    public IReadOnlyList<KnowledgeTable> Tables => [.. TableSchemas.All.Select(s => _tables[s.Name])];

    /// <summary>SHA-256 over all tables, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The tables that ship with the program.</summary>
    /// <exception cref="InvalidOperationException">An embedded table is broken (a bug of this build).</exception>
    public static KnowledgeBase Load() => Read(null).Value;

    /// <summary>The shipped tables with the <c>.tsv</c> files of a folder laid over them: same schema, same checks.</summary>
    /// <param name="overlayFolder">A folder, or null for the shipped tables alone.</param>
    public static Parsed<KnowledgeBase> Read(string? overlayFolder)
    {
        var bag = new DiagnosticBag();
        var tables = new Dictionary<string, KnowledgeTable>(StringComparer.Ordinal);
        foreach (var schema in TableSchemas.All)
        {
            if (ReadEmbedded(schema, bag) is { } table)
            {
                tables.Add(schema.Name, table);
            }
        }

        var shipped = new Dictionary<string, KnowledgeTable>(tables, StringComparer.Ordinal);
        if (overlayFolder is not null)
        {
            LayOver(tables, overlayFolder, bag);
        }

        if (!bag.HasErrors)
        {
            IntegrityCheck.Run(tables, bag);
        }

        return bag.Finish(() => new KnowledgeBase(tables, shipped));
    }

    /// <summary>Rows that a study laid over the shipped tables and that differ from them; empty without an overlay.</summary>
    public IReadOnlyList<OverlayRow> OverlayRows { get; }

    /// <summary>The same knowledge without one overlay row: the shipped row in its place, or none. For finding out what the row changes.</summary>
    public KnowledgeBase Without(OverlayRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var tables = new Dictionary<string, KnowledgeTable>(_tables, StringComparer.Ordinal)
        {
            [row.Table] = _tables[row.Table].Without(row.Key, _shipped[row.Table]),
        };
        return new(tables, _shipped);
    }

    /// <summary>The tables of a folder that <c>knowledge export</c> wrote, as they stand there, for comparison: columns are checked, references are not.</summary>
    public static Parsed<IReadOnlyDictionary<string, KnowledgeTable>> ReadExport(string folder)
    {
        var bag = new DiagnosticBag();
        var tables = new Dictionary<string, KnowledgeTable>(StringComparer.Ordinal);
        foreach (var schema in TableSchemas.All.Where(s => File.Exists(Path.Combine(folder, s.Name + ".tsv"))))
        {
            var parsed = DelimitedTable.Read(Path.Combine(folder, schema.Name + ".tsv"));
            bag.AddRange(parsed.Diagnostics);
            if (parsed.TryGetValue(out var text) && TableReader.Read(text, schema, bag) is { } table)
            {
                tables.Add(schema.Name, table);
            }
        }

        return bag.Finish<IReadOnlyDictionary<string, KnowledgeTable>>(() => tables);
    }

    /// <summary>The table of this name, or null where there is none.</summary>
    public KnowledgeTable? Find(string table) => _tables.GetValueOrDefault(table);

    /// <summary>The general grid as a model.</summary>
    /// <param name="includeUnverified">True to use rows that nobody read in their source as well.</param>
    public GeneralGrid BuildGrid(bool includeUnverified = false) => GridBuilder.Build(this, includeUnverified);

    /// <summary>Whether the shipped parameter files were calibrated on these tables. Error: E533 they belong to other tables.</summary>
    public Parsed<string> CheckParameters()
    {
        var bag = new DiagnosticBag();
        foreach (bool all in (bool[])[false, true])
        {
            string found = ShippedParameters.For(all).TablesSha256;
            if (found != Sha256)
            {
                bag.Add(Diagnostic.Error("E533", "The calibrated parameters belong to other tables", new(ShippedParameters.FileName(all)), found, $"the tables' hash {Sha256}", "Run 'knowledge calibrate' and ship its parameter file"));
            }
        }

        return bag.Finish(() => Sha256);
    }

    private static KnowledgeTable? ReadEmbedded(TableSchema schema, DiagnosticBag bag)
    {
        string file = schema.Name + ".tsv";
        using var stream = typeof(KnowledgeBase).Assembly.GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidOperationException($"The table '{file}' is not embedded.");
        var parsed = DelimitedTable.Read(stream, file);
        bag.AddRange(parsed.Diagnostics);
        return parsed.TryGetValue(out var table) ? TableReader.Read(table, schema, bag) : null;
    }

    private static void LayOver(Dictionary<string, KnowledgeTable> tables, string folder, DiagnosticBag bag)
    {
        if (!Directory.Exists(folder))
        {
            bag.Add(Diagnostic.Error("E506", "The overlay folder does not exist", new(folder), fix: "Check the path"));
            return;
        }

        foreach (string path in Directory.EnumerateFiles(folder, "*.tsv").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (TableSchemas.Find(name) is not { } schema)
            {
                string? near = NearestName.Among(name, TableSchemas.All.Select(s => s.Name));
                bag.Add(Diagnostic.Error("E507", "There is no knowledge table of this name", new(path), name, near is null ? null : $"'{near}.tsv'", "Rename or remove the file"));
                continue;
            }

            var parsed = DelimitedTable.Read(path);
            bag.AddRange(parsed.Diagnostics);
            if (parsed.TryGetValue(out var text) && TableReader.Read(text, schema, bag) is { } rows && tables.TryGetValue(name, out var shipped))
            {
                tables[name] = shipped.Overlay(rows);
            }
        }
    }

    private static IEnumerable<OverlayRow> Overlaid(KnowledgeTable table, KnowledgeTable shipped)
    {
        if (ReferenceEquals(table, shipped))
        {
            yield break;
        }

        var before = Enumerable.Range(0, shipped.Count).ToDictionary(shipped.KeyOf, shipped.Row, StringComparer.Ordinal);
        for (int i = 0; i < table.Count; i++)
        {
            bool known = before.TryGetValue(table.KeyOf(i), out var row);
            if (!known || !row!.SequenceEqual(table.Row(i)))
            {
                yield return new(table.Name, table.KeyOf(i), known, table.PlaceOf(i));
            }
        }
    }

    private List<T> Rows<T>(string table, Func<RowReader, T> parse) =>
        [.. Enumerable.Range(0, _tables[table].Count).Select(i => parse(new RowReader(_tables[table], i)))];
}
