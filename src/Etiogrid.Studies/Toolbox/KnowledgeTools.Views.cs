using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Schema;
using Etiogrid.Studies.Toolbox.KnowledgePages;

namespace Etiogrid.Studies.Toolbox;

/// <content>Views of the grid by other classifications, comparison and export.</content>
public static partial class KnowledgeTools
{
    /// <summary>
    /// The symptom dimensions as another classification sorts them: <c>hitop</c>, <c>rdoc</c> (one row a dimension) or <c>dsm</c>
    /// (one row a disorder and dimension). The grid itself holds no diagnosis.
    /// </summary>
    public static Parsed<Table> View(string by, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Then(tables => by switch
        {
            "hitop" => Parsed.Of(BySymptom(tables, options, "spectrum", "subfactor", s => (s.HitopSpectrum, s.HitopSubfactor))),
            "rdoc" => Parsed.Of(BySymptom(tables, options, "domain", "construct", s => (s.RdocDomain, s.RdocConstruct))),
            "dsm" => Parsed.Of(ByOutcome(tables, options)),
            _ => throw new ArgumentException($"'{by}' is not a view; the views are hitop, rdoc and dsm.", nameof(by)),
        });
    }

    /// <summary>
    /// What a second knowledge folder changes against a first. A folder is <c>shipped</c>, an overlay (laid over the shipped tables first), or a
    /// version that <c>export</c> wrote (it has a file <c>SHA256</c>; compared as it stands, so that removed rows show).
    /// </summary>
    public static Parsed<Table> Diff(string first, string second) => TablesOf(first).Then(a => TablesOf(second).Select(b => Differences(a, b)));

    /// <summary>
    /// Writes every table as <c>.tsv</c>, the gene sets as <c>gene_sets.gmt</c> and the content hash as <c>SHA256</c> into a folder, and lists the files.
    /// The folder can be edited and given back as an overlay.
    /// </summary>
    public static Parsed<Table> Export(string folder, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Select(tables =>
        {
            Directory.CreateDirectory(folder);
            var result = new Table("file", "rows");
            foreach (var table in tables.Tables)
            {
                var rows = Rows(table, options.IncludeUnverified);
                AtomicFile.WriteText(Path.Combine(folder, table.Name + ".tsv"), rows.ToTsv());
                result.Add(table.Name + ".tsv", rows.Rows.Count);
            }

            var sets = tables.GeneSets.Where(s => options.IncludeUnverified || s.Claim.IsVerified).ToList();
            AtomicFile.WriteText(Path.Combine(folder, "gene_sets.gmt"), string.Concat(sets.Select(s => $"{s.Id}\t{(s.Pathway.Length > 0 ? s.Pathway : "n/a")}\t{string.Join('\t', s.Genes)}\n")));
            result.Add("gene_sets.gmt", sets.Count);
            AtomicFile.WriteText(Path.Combine(folder, "SHA256"), tables.Sha256 + "\n");
            result.Add("SHA256", 1);
            return result;
        });
    }

    /// <summary>
    /// Writes the reference pages: an index with search, one page a pathway, exposure, intervention and symptom, all sources and gene sets.
    /// The same tables give the same bytes.
    /// </summary>
    public static Parsed<Table> Docs(string folder, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Overlay).Select(tables =>
        {
            var result = new Table("folder", "files", "bytes");
            foreach (var files in ReferenceSite.Files(tables).GroupBy(f => Path.GetDirectoryName(f.Path)!, StringComparer.Ordinal))
            {
                Directory.CreateDirectory(Path.Combine(folder, files.Key));
                foreach (var file in files)
                {
                    AtomicFile.WriteText(Path.Combine(folder, file.Path), file.Text);
                }

                result.Add(files.Key.Length > 0 ? files.Key : ".", files.Count(), files.Sum(f => Encoding.UTF8.GetByteCount(f.Text)));
            }

            return result;
        });
    }

    private static Parsed<IReadOnlyDictionary<string, KnowledgeTable>> TablesOf(string folder) =>
        folder != "shipped" && File.Exists(Path.Combine(folder, "SHA256"))
            ? KnowledgeBase.ReadExport(folder)
            : KnowledgeBase.Read(folder == "shipped" ? null : folder).Select<IReadOnlyDictionary<string, KnowledgeTable>>(k => k.Tables.ToDictionary(t => t.Name, StringComparer.Ordinal));

    /// <summary>A dimension that the other classification puts in two places has a row in each.</summary>
    private static Table BySymptom(KnowledgeBase tables, KnowledgeOptions options, string upper, string lower, Func<Knowledge.Rows.SymptomRow, (string Upper, string Lower)> place)
    {
        var result = new Table(upper, lower, "symptom", "name", "hpo", "scales", "pathways");
        var rows = tables.Symptoms.Where(s => options.IncludeUnverified || s.Claim.IsVerified).SelectMany(s => Places(place(s)).Select(p => (Symptom: s, p.Upper, p.Lower)));
        foreach (var (symptom, a, b) in rows.OrderBy(r => r.Upper, StringComparer.Ordinal).ThenBy(r => r.Lower, StringComparer.Ordinal))
        {
            result.Add(Cell(a), Cell(b), symptom.Id.Key, symptom.Name, Cell(symptom.Hpo), Cell(symptom.Scales), Cell(PathwaysOf(tables, symptom.Id.Key, options)));
        }

        return result;
    }

    /// <summary>Upper and lower names go together in order where there are as many of them; otherwise every lower name stands under every upper one.</summary>
    private static IEnumerable<(string Upper, string Lower)> Places((string Upper, string Lower) place)
    {
        string[] upper = place.Upper.Split("; ");
        string[] lower = place.Lower.Split("; ");
        return upper.Length == lower.Length ? upper.Zip(lower) : upper.Select(u => (u, place.Lower));
    }

    private static Table ByOutcome(KnowledgeBase tables, KnowledgeOptions options)
    {
        var result = new Table("outcome", "disorder", "icd10", "lifetime_prevalence", "symptom", "name", "weight", "pathways");
        var names = tables.Symptoms.ToDictionary(s => s.Id, s => s.Name);
        foreach (var outcome in tables.Outcomes)
        {
            foreach (var part in tables.OutcomeSymptoms.Where(p => p.Outcome == outcome.Id).OrderByDescending(p => p.Weight))
            {
                result.Add(outcome.Id, outcome.Dsm, outcome.Icd10, outcome.LifetimePrevalence, part.Symptom.Key, names[part.Symptom], part.Weight, Cell(PathwaysOf(tables, part.Symptom.Key, options)));
            }
        }

        return result;
    }

    private static string PathwaysOf(KnowledgeBase tables, string symptom, KnowledgeOptions options) => string.Join(' ', tables.SymptomLinks
        .Where(l => l.Symptom.Key == symptom && (options.IncludeUnverified || l.Claim.IsVerified))
        .OrderByDescending(l => l.Strength).ThenBy(l => l.Pathway).Select(l => l.Pathway.Key).Distinct(StringComparer.Ordinal));

    private static string? Cell(string text) => text.Length > 0 ? text : null;

    private static Table Differences(IReadOnlyDictionary<string, KnowledgeTable> a, IReadOnlyDictionary<string, KnowledgeTable> b)
    {
        var result = new Table("table", "row", "change", "field", "before", "after");
        foreach (string name in TableSchemas.All.Select(s => s.Name).Where(n => a.ContainsKey(n) && b.ContainsKey(n)))
        {
            var (before, after) = (a[name], b[name]);
            var old = Enumerable.Range(0, before.Count).ToDictionary(before.KeyOf, i => i, StringComparer.Ordinal);
            var now = Enumerable.Range(0, after.Count).ToDictionary(after.KeyOf, i => i, StringComparer.Ordinal);
            foreach (string key in old.Keys.Union(now.Keys))
            {
                AddDifference(result, before, old.GetValueOrDefault(key, -1), after, now.GetValueOrDefault(key, -1), key);
            }
        }

        return result;
    }

    private static void AddDifference(Table result, KnowledgeTable before, int old, KnowledgeTable after, int now, string key)
    {
        if (old < 0 || now < 0)
        {
            result.Add(before.Name, key, old < 0 ? "added" : "removed", null, null, null);
            return;
        }

        foreach (var column in before.Schema.Columns)
        {
            string x = before.Cell(old, column.Name);
            string y = after.Cell(now, column.Name);
            if (x != y)
            {
                result.Add(before.Name, key, "changed", column.Name, x, y);
            }
        }
    }
}
