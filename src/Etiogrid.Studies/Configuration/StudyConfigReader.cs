using System.Globalization;
using System.Text.RegularExpressions;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Sets;
using Etiogrid.Imaging.Atlases;
using Etiogrid.Studies.Toolbox;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Etiogrid.Studies.Configuration;

/// <summary>
/// Reads <c>study.yaml</c>. Paths are relative to the file and may use <c>${STUDY}</c> (the study folder) or environment
/// variables. Unknown keys, wrong forms and values outside their range are errors with line and nearest known name.
/// </summary>
public static partial class StudyConfigReader
{
    private const int LargestFile = 1 << 20;
    private const string Knowledge = "knowledge";

    /// <summary>The configuration a study folder uses when none is named: <c>study.yaml</c>, then <c>code/study.yaml</c>.</summary>
    public static string DefaultFile(string studyFolder)
    {
        string first = Path.Combine(studyFolder, "study.yaml");
        string second = Path.Combine(studyFolder, "code", "study.yaml");
        return File.Exists(first) || !File.Exists(second) ? first : second;
    }

    /// <summary>Reads and checks. Errors: E200 missing or unreadable, E201 not YAML, E202 unknown key, E203 missing key, E204 wrong form, E205 out of range, E206 not an allowed value, E207 path variable unset, E208 file missing, E209 bad condition, E210 bad id.</summary>
    public static Parsed<StudyConfig> Read(string file, string studyFolder)
    {
        if (!File.Exists(file))
        {
            return Parsed.Failed<StudyConfig>(Diagnostic.Error("E200", "The study configuration does not exist", new(file), fix: "Run 'etiogrid init STUDY' to write a commented one, or pass --config FILE"));
        }

        if (new FileInfo(file).Length > LargestFile)
        {
            return Parsed.Failed<StudyConfig>(Diagnostic.Error("E200", "The study configuration is larger than 1 MiB", new(file)));
        }

        var bag = new DiagnosticBag();
        var root = Load(file, bag);
        if (root is null)
        {
            return bag.Fail<StudyConfig>();
        }

        var reader = new Reader(file, Path.GetFullPath(studyFolder));
        var config = reader.Study(new YamlMapping(root, file, "", bag));
        return bag.Finish(() => config);
    }

    private static YamlMappingNode? Load(string file, DiagnosticBag bag)
    {
        try
        {
            string text = File.ReadAllText(file);
            RefuseAliases(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                return root;
            }

            bag.Add(Diagnostic.Error("E201", "The file does not hold one YAML mapping", new(file, 1), expected: "lines of the form 'key: value'"));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 throws this on an unclosed bracket instead of a YamlException.
            bag.Add(Diagnostic.Error("E201", "The file is not valid YAML: a bracket or brace is not closed", new(file, 1)));
        }
        catch (YamlException e)
        {
            bag.Add(Diagnostic.Error("E201", $"The file is not valid YAML: {e.InnerException?.Message ?? e.Message}", new(file, e.Start.Line)));
        }

        return null;
    }

    /// <summary>Aliases are never needed here and let a small file expand to gigabytes.</summary>
    private static void RefuseAliases(string text)
    {
        var parser = new Parser(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current is MappingStart or SequenceStart ? 1 : parser.Current is MappingEnd or SequenceEnd ? -1 : 0;
            if (parser.Current is AnchorAlias alias)
            {
                throw new YamlException(alias.Start, alias.End, "Aliases (*name) are not allowed in a study configuration.");
            }

            if (depth > 20)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "The nesting is deeper than 20 levels.");
            }
        }
    }

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable { get; }

    private sealed class Reader(string file, string studyFolder)
    {
        private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(file))!;

        public StudyConfig Study(YamlMapping root)
        {
            root.Choice("schema", StudyConfig.Schema, StudyConfig.Schema);
            if (root.Text("schema", required: true) is not null && !root.Flag("research_use_only", false))
            {
                root.Complain("E203", "research_use_only", "The study must state that it is research use only", null, "research_use_only: true", "Add 'research_use_only: true'");
            }

            string? seed = root.Text("seed");
            if (seed is not null && !ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                root.Complain("E205", "seed", "The seed is not a whole number from 0", seed, "such as 20261121", null);
            }

            var ids = root.Mapping("ids");
            string participants = (ids is null ? null : Existing(ids, "participants", false)) ?? Path.Combine(studyFolder, "participants.tsv");
            ids?.RefuseUnknownKeys();
            var config = new StudyConfig
            {
                Name = root.Text("name", required: true) ?? "",
                Simulated = root.Flag("simulated", false),
                Seed = ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null,
                StudyFolder = studyFolder,
                File = file,
                Sha256 = InputFile.Sha256(file),
                Participants = participants,
                Genetics = Genetics(root),
                Exposures = Items(root, "exposures", Exposure),
                Symptoms = Items(root, "symptoms", Symptom),
                Labs = Items(root, "labs", Laboratory),
                Epigenetics = Items(root, "epigenetics", Epigenetic),
                Regional = Items(root, "regional", Regional),
                Outcomes = Items(root, "outcomes", (name, m) => Source(m) is { } source ? new OutcomeConfig(name, source) : null),
                MarkerFreedom = MarkerFreedom(root),
                Visits = Visits(root),
                Brain = Brain(root),
                FitOn = FitOn(root),
                MaxCombination = Interventions(root, out var excludeIf),
                ExcludeIf = excludeIf,
                SmallCell = SmallCell(root),
                Truth = Existing(root, "truth", false),
            };
            config = Ledger(root, config);
            root.RefuseUnknownKeys();
            return config;
        }

        private static List<T> Items<T>(YamlMapping root, string key, Func<string, YamlMapping, T?> read)
            where T : class
        {
            List<T> items = [];
            var mapping = root.Mapping(key);
            foreach (string name in mapping?.Keys ?? [])
            {
                if (mapping!.Mapping(name) is { } entry)
                {
                    if (!IdentifierSyntax.IsKey(name))
                    {
                        mapping.Complain("E210", name, "The name is not an id", name, "a letter, then letters, digits, underscore or hyphen", null);
                        continue;
                    }

                    if (read(name, entry) is { } item)
                    {
                        items.Add(item);
                    }

                    entry.RefuseUnknownKeys();
                }
            }

            return items;
        }

        private static Condition? FitOn(YamlMapping root)
        {
            var normative = root.Mapping("normative");
            var condition = normative is null ? null : ReadCondition(normative, "fit_on", null, needsColumn: true);
            normative?.RefuseUnknownKeys();
            return condition;
        }

        private static int Interventions(YamlMapping root, out IReadOnlyList<string> excludeIf)
        {
            var interventions = root.Mapping("interventions");
            int largest = interventions?.Whole("max_combination", 3, 1, 4) ?? 3;
            excludeIf = interventions?.List("exclude_if") ?? [];
            interventions?.RefuseUnknownKeys();
            return largest;
        }

        private StudyConfig Ledger(YamlMapping root, StudyConfig config)
        {
            if (root.Mapping("grid") is not { } m)
            {
                return config;
            }

            string? folder = Resolve(m, "ledger", required: true);
            int? version = m.Text("version") is null or "latest" ? null : m.Whole("version", 0, 0, int.MaxValue);
            m.RefuseUnknownKeys();
            return config with { Ledger = folder, LedgerVersion = version };
        }

        private static int SmallCell(YamlMapping root)
        {
            var report = root.Mapping("report");
            int cell = report?.Whole("small_cell", 5, 1, 100) ?? 5;
            report?.RefuseUnknownKeys();
            return cell;
        }

        private GeneticsConfig? Genetics(YamlMapping root)
        {
            string? build = root.Text("genome_build");
            var m = root.Mapping("genetics");
            if (m is null)
            {
                return null;
            }

            string? genotypes = Resolve(m, "genotypes", required: true);
            string? weights = Existing(m, "weights", true);
            string? genes = Existing(m, "genes", true);
            string? sets = m.Text("sets") is null or Knowledge ? null : Existing(m, "sets", false);
            var units = Units(m);
            string? map = Existing(m, "unit_map", false);
            string? frequencies = Existing(m, "frequencies", false);
            string? reference = Resolve(m, "reference", required: false);
            string? labels = Existing(m, "labels", false);
            if (reference is null != labels is null)
            {
                m.Complain("E205", "reference", "A reference panel needs the populations of its people, and they need it", reference ?? labels, "reference: PREFIX and labels: FILE", null);
            }

            var (up, down) = Window(m);
            var ambiguous = m.Choice("ambiguous", "file-strand", "file-strand", "drop", "forward", "frequency") switch
            {
                "drop" => AmbiguousMode.Drop,
                "forward" => AmbiguousMode.Forward,
                "frequency" => AmbiguousMode.Frequency,
                _ => AmbiguousMode.FileStrand,
            };
            m.RefuseUnknownKeys();
            return genotypes is null || weights is null || genes is null ? null : new(genotypes, weights, sets, genes, up, down, frequencies, build) { Ambiguous = ambiguous, Reference = reference, Labels = labels, Units = units, UnitMap = map };
        }

        /// <summary>Gene sets beside the pathways: <c>units: {cell_type: FILE, synaptic_pre: knowledge}</c>.</summary>
        private List<UnitSource> Units(YamlMapping genetics)
        {
            List<UnitSource> units = [];
            var m = genetics.Mapping("units");
            foreach (var kind in GeneUnitKinds.Units)
            {
                if (m?.Text(kind.Key()) is { } text)
                {
                    string? path = text == Knowledge ? null : Existing(m, kind.Key(), true);
                    if (text == Knowledge || path is not null)
                    {
                        units.Add(new(kind, path));
                    }
                }
            }

            m?.RefuseUnknownKeys();
            return units;
        }

        private static (int Up, int Down) Window(YamlMapping m)
        {
            var window = m.List("window_kb");
            if (window.Count == 0)
            {
                return (35, 10);
            }

            if (window.Count == 2 && int.TryParse(window[0], NumberStyles.None, CultureInfo.InvariantCulture, out int up) && int.TryParse(window[1], NumberStyles.None, CultureInfo.InvariantCulture, out int down) && up is >= 0 and <= 1000 && down is >= 0 and <= 1000)
            {
                return (up, down);
            }

            m.Complain("E205", "window_kb", "The window is not two whole numbers of kilobases", string.Join(", ", window), "[upstream, downstream] from 0 to 1000", null);
            return (35, 10);
        }

        private ExposureConfig? Exposure(string name, YamlMapping m)
        {
            var source = Source(m);
            string scale = m.Choice("scale", "binary", "binary", "continuous");
            string direction = m.Choice("direction", "high_is_exposure", "high_is_exposure", "low_is_exposure");
            string? threshold = m.Text("threshold");
            string? timing = m.Text("timing");
            string? timingColumn = m.Text("timing_column");
            string? appraisal = m.Text("appraisal");
            Condition? highDose = m.Text("high_dose_if") is null ? null : ReadCondition(m, "high_dose_if", null, needsColumn: false);
            Condition? exposed = m.Text("exposed_if") is null ? null : ReadCondition(m, "exposed_if", null, needsColumn: false);
            if (exposed is null && scale == "continuous")
            {
                if (!Cell.TryNumber(threshold ?? "", out _))
                {
                    m.Complain("E203", "threshold", "A continuous exposure needs a threshold", threshold, "a number", "Add 'threshold:' (and 'direction: low_is_exposure' where low values are the risk)");
                    return null;
                }

                exposed = new("", direction == "low_is_exposure" ? Comparison.Below : Comparison.AtLeast, threshold!);
            }

            return source is null ? null : new(new(name), source, exposed ?? new("", Comparison.AtLeast, "1"))
            {
                Timing = timing,
                TimingColumn = timingColumn is null ? null : source with { Column = timingColumn },
                Appraisal = appraisal is null ? null : source with { Column = appraisal },
                HighDose = highDose,
            };
        }

        private SymptomConfig? Symptom(string name, YamlMapping m)
        {
            var source = Source(m);
            var present = ReadCondition(m, "present_if", ">=1", needsColumn: false);
            string scale = m.Choice("scale", "binary", "binary", "continuous", "ordinal");
            double mean = m.Number("mean", double.NaN, double.MinValue, double.MaxValue);
            double sd = m.Number("sd", double.NaN, 1e-9, double.MaxValue);
            if (double.IsNaN(mean) != double.IsNaN(sd))
            {
                m.Complain("E203", double.IsNaN(mean) ? "mean" : "sd", "A norm needs both mean and sd", null, "mean and sd of unaffected people", "Give both, or neither: then the study's controls are the norm");
            }

            return source is null || present is null ? null : new(new(name), source, present)
            {
                Scale = scale switch { "continuous" => SymptomScaleKind.Continuous, "ordinal" => SymptomScaleKind.Ordinal, _ => SymptomScaleKind.Binary },
                Norm = double.IsNaN(mean) || double.IsNaN(sd) ? null : (mean, sd),
            };
        }

        /// <summary>Student t markers: <c>inference: {marker_freedom: 5}</c>.</summary>
        private static double? MarkerFreedom(YamlMapping root)
        {
            var m = root.Mapping("inference");
            double freedom = m?.Number("marker_freedom", double.NaN, 2.1, 1000) ?? double.NaN;
            m?.RefuseUnknownKeys();
            return double.IsNaN(freedom) ? null : freedom;
        }

        private LaboratoryConfig? Laboratory(string name, YamlMapping m)
        {
            var source = Source(m);
            string unit = m.Text("unit") ?? "";
            bool log = m.Flag("log", false);
            Condition? positive = m.Text("positive_if") is null ? null : ReadCondition(m, "positive_if", null, needsColumn: false);
            double specificity = m.Number("specificity", double.NaN, 0.5, 0.9999);
            if (positive is not null && double.IsNaN(specificity))
            {
                m.Complain("E203", "specificity", "A test with a yes-or-no result needs its specificity", null, "P(negative | unaffected), such as 0.9", "Add 'specificity:'; it places the cutoff on the marker's scale");
            }

            return source is null ? null : new(name, source, unit, log) { Positive = positive, Specificity = specificity };
        }

        /// <summary>
        /// A ready-made score (<c>file</c>, <c>column</c>) or marks with weights (<c>table</c>, <c>weights</c>); the entry's name is the pathway unless
        /// <c>pathway</c> names it.
        /// </summary>
        private EpigeneticConfig? Epigenetic(string name, YamlMapping m)
        {
            string pathway = m.Text("pathway") ?? name;
            bool computed = m.Text("table") is not null || m.Text("weights") is not null;
            var source = computed ? null : Source(m);
            string? table = computed ? Existing(m, "table", true) : null;
            string? weights = computed ? Existing(m, "weights", true) : null;
            string role = m.Choice("role", "evidence", "evidence", "moderator", "both");
            string measure = m.Choice("measure", "methylation", "methylation", "expression", "other");
            bool low = m.Choice("direction", "high_acts", "high_acts", "low_acts") == "low_acts";
            var covariates = Covariates(m, source?.File);
            double reliability = m.Number("reliability", double.NaN, 0.01, 1);
            if (double.IsNaN(reliability))
            {
                m.Complain("E203", "reliability", "An epigenetic score needs its reliability", null, "test-retest reliability, above 0 and at most 1", "Add 'reliability:', such as 0.7 from the assay's repeats");
            }

            var norm = Norm(m, covariates.Count > 0);
            bool exposures = m.Flag("adjust_exposures", true);
            double share = m.Number("liability_r2", double.NaN, 0, 0.9), correlation = m.Number("score_correlation", double.NaN, -0.999, 0.999);
            if (!IdentifierSyntax.IsKey(pathway))
            {
                m.Complain("E210", "pathway", "The name is not an id", pathway, "a pathway of the knowledge base", null);
                return null;
            }

            return double.IsNaN(reliability) || (source is null && (table is null || weights is null)) ? null : new()
            {
                Id = name,
                Pathway = new(pathway),
                Measure = measure,
                Role = role switch { "moderator" => EpigeneticRole.Moderator, "both" => EpigeneticRole.Both, _ => EpigeneticRole.Evidence },
                Source = source,
                Marks = table is null || weights is null ? null : new(table, weights),
                Reliability = reliability,
                LowActs = low,
                Norm = norm,
                Covariates = covariates,
                AdjustExposures = exposures,
                LiabilityR2 = double.IsNaN(share) ? null : share,
                ScoreCorrelation = double.IsNaN(correlation) ? null : correlation,
            };
        }

        /// <summary>Columns of <c>covariate_file</c>, which is the score's own table unless named.</summary>
        private IReadOnlyList<ColumnSource> Covariates(YamlMapping m, string? own)
        {
            var columns = m.List("covariates");
            string? path = m.Text("covariate_file") is null ? own : Existing(m, "covariate_file", true);
            if (columns.Count > 0 && path is null && m.Text("covariate_file") is null)
            {
                m.Complain("E203", "covariate_file", "Covariates need the table they stand in", null, "a table with participant_id", "Add 'covariate_file:'");
            }

            return path is null ? [] : [.. columns.Select(c => new ColumnSource(path, c))];
        }

        private static (double Mean, double Sd)? Norm(YamlMapping m, bool hasCovariates)
        {
            double mean = m.Number("mean", double.NaN, double.MinValue, double.MaxValue), sd = m.Number("sd", double.NaN, 1e-9, double.MaxValue);
            if (double.IsNaN(mean) != double.IsNaN(sd))
            {
                m.Complain("E203", double.IsNaN(mean) ? "mean" : "sd", "A norm needs both mean and sd", null, "mean and sd of a reference population", "Give both, or neither: then the study is the reference");
            }
            else if (!double.IsNaN(mean) && hasCovariates)
            {
                m.Complain("E206", "mean", "A published norm cannot be combined with covariates", "covariates", "a norm of scores that are adjusted already, or covariates", "Leave one of them out");
            }

            return double.IsNaN(mean) || double.IsNaN(sd) ? null : (mean, sd);
        }

        private RegionalConfig? Regional(string name, YamlMapping m)
        {
            string? table = Existing(m, "file", true);
            var columns = m.List("columns");
            string unit = m.Text("unit") ?? "";
            bool log = m.Flag("log", false);
            var quality = m.Text("quality") is null ? null : ReadCondition(m, "quality", null, needsColumn: true);
            if (columns.Count == 0)
            {
                m.Complain("E203", "columns", "A regional measure needs the columns of its regions", null, "a list of column names", "Add 'columns: [left_caudate, right_caudate]'");
            }

            return table is null || columns.Count == 0 ? null : new(name, [.. columns.Select(c => new ColumnSource(table, c))], unit, log, quality);
        }

        private VisitsConfig? Visits(YamlMapping root)
        {
            var m = root.Mapping("visits");
            if (m is null)
            {
                return null;
            }

            string? path = Existing(m, "file", true);
            string? days = m.Text("days", required: true);
            string? severity = m.Text("severity");
            m.RefuseUnknownKeys();
            return path is null || days is null ? null : new(new(path, days), severity is null ? null : new(path, severity));
        }

        private BrainConfig? Brain(YamlMapping root)
        {
            var m = root.Mapping("brain");
            if (m is null)
            {
                return null;
            }

            string? parcellation = Existing(m, "parcellation", true);
            string? networks = Existing(m, "networks", false);
            string? atlases = m.Text("atlases") is { } named && AtlasStore.PackOf(named) is { } pack ? pack : Resolve(m, "atlases", false) is { } folder && AtlasPack.IsPack(folder) ? folder : Existing(m, "atlases", false);
            var names = m.List("atlas_names");
            var order = m.Choice("atlas_rows", "by_name", "by_name", "first_regions_in_order") == "by_name" ? AtlasRowOrder.ByName : AtlasRowOrder.FirstRegionsInOrder;
            string? maps = Resolve(m, "maps", false);
            string? series = Resolve(m, "timeseries", false);
            string nullModel = m.Choice("null", "moran-matched", "moran-matched", "moran", "spin");
            int count = m.Whole("n_null", 1000, 100, 100_000);
            double density = m.Number("density", 0.15, 0.01, 1);
            int volumes = m.Whole("minimum_volumes", 100, 10, 100_000);
            foreach (var (key, pattern) in new[] { ("maps", maps), ("timeseries", series) })
            {
                if (pattern is not null && !pattern.Contains("{participant}", StringComparison.Ordinal))
                {
                    m.Complain("E209", key, "The path pattern does not name the person", pattern, "a path with {participant} and, where there are sessions, {session}", null);
                }
            }

            m.RefuseUnknownKeys();
            return parcellation is null ? null : new(parcellation, networks, atlases, names, order, maps, series, nullModel, count, density, volumes);
        }

        private static Condition? ReadCondition(YamlMapping m, string key, string? otherwise, bool needsColumn)
        {
            string? text = m.Text(key) ?? otherwise;
            if (text is null)
            {
                return null;
            }

            if (Condition.TryParse(text, out var condition) && needsColumn == (condition.Column.Length > 0))
            {
                return condition;
            }

            m.Complain("E209", key, "The condition cannot be read", text, needsColumn ? "column==value, such as group==control" : "an operator and a number, such as '>=1'", null);
            return null;
        }

        private ColumnSource? Source(YamlMapping m)
        {
            string? path = Existing(m, "file", true);
            string? column = m.Text("column", required: true);
            return path is null || column is null ? null : new(path, column);
        }

        private string? Existing(YamlMapping m, string key, bool required)
        {
            string? path = Resolve(m, key, required);
            if (path is not null && !File.Exists(path))
            {
                m.Complain("E208", key, "The file named here does not exist", m.Text(key), "an existing file", "Paths are relative to study.yaml; ${STUDY} is the study folder");
                return null;
            }

            return path;
        }

        private string? Resolve(YamlMapping m, string key, bool required)
        {
            string? text = m.Text(key, required);
            if (text is null)
            {
                return null;
            }

            string? missing = null;
            string expanded = Variable.Replace(text, match =>
            {
                string name = match.Groups[1].Value;
                string? value = name == "STUDY" ? studyFolder : Environment.GetEnvironmentVariable(name);
                missing ??= value is null ? name : null;
                return value ?? "";
            });
            if (missing is not null)
            {
                m.Complain("E207", key, $"The variable {missing} is not set", text, null, $"Set the environment variable {missing}, or write the path");
                return null;
            }

            return Path.GetFullPath(Path.Combine(_folder, expanded));
        }
    }
}
