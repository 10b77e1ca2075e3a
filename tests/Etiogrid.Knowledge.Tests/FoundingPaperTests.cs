using System.Text.RegularExpressions;

namespace Etiogrid.Knowledge.Tests;

public sealed partial class FoundingPaperTests
{
    private const int LongestSharedRun = 8;
    private const int LongestStem = 5;

    /// <summary>Words of the checklist that paraphrase the paper.</summary>
    private static readonly string[] OwnWords = ["raised"];
    private static readonly KnowledgeBase Shipped = KnowledgeBase.Load();

    [Fact]
    public void The_checklist_names_all_rows_of_the_three_tables_and_all_rules()
    {
        Assert.Equal(17, Count("gupta2026", "Table 1,") - 1); // the serotonin row stands for two receptors
        Assert.Equal(21, Count("gupta2026", "Table 2,"));
        Assert.Equal(14, Count("gupta2026", "Table 3,"));
        Assert.Equal(34, Shipped.Coverage.Count(c => c.Table == "framework_rules"));
        Assert.Equal(45, Shipped.Coverage.Count(c => c.Table == "propagation"));
        Assert.Equal(7, Shipped.Coverage.Count(c => c.Table == "use_cases"));
        Assert.Equal(34, Shipped.Coverage.Count(c => c.Table == "network_facts"));
        Assert.Equal(9, Shipped.Coverage.Count(c => c.Table == "network_regions"));
        Assert.Equal(5, Shipped.Coverage.Count(c => c.Table == "critical_periods"));
    }

    [Fact]
    public void Every_item_that_a_founding_paper_names_has_its_row()
    {
        foreach (var item in Shipped.Coverage)
        {
            var table = Shipped.Find(item.Table);
            Assert.NotNull(table);
            Assert.Contains(item.Key, Enumerable.Range(0, table.Count).Select(table.KeyOf));
        }
    }

    [Fact]
    public void Every_circuit_and_window_on_the_checklist_is_named_in_the_papers_own_text()
    {
        string text = File.ReadAllText(Path.Combine(SharedData.Require("papers"), "gupta-synapse-to-system.txt")).Replace('–', '-');
        foreach (var item in Shipped.Coverage.Where(c => c.Table is "network_regions" or "network_facts" or "critical_periods"))
        {
            string[] words = [.. Word().Matches(item.Named).Select(m => m.Value).Where(w => w.Length >= LongestStem)];
            Assert.All(words.Except(OwnWords, StringComparer.OrdinalIgnoreCase), w => Assert.Contains(w[..LongestStem], text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Reactome_ids_and_their_genes_are_those_of_the_Reactome_file()
    {
        string file = Path.Combine(SharedData.Require("data/genesets"), "ReactomePathways.gmt");
        var sets = File.ReadLines(file).Select(l => l.Split('\t')).ToDictionary(c => c[1], c => c[2..].ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(Shipped.Pathways.SelectMany(p => p.Reactome), id => Assert.Contains(id, sets.Keys));
        var earlier = Shipped.LegacySymbols.ToLookup(l => l.Symbol, l => l.Alias, StringComparer.Ordinal);
        foreach (var set in Shipped.GeneSets.Where(s => s.Kind == "reactome"))
        {
            var known = set.SourceIds.Split(';').SelectMany(id => sets[id]).ToHashSet(StringComparer.Ordinal);
            Assert.All(set.Genes, g => Assert.True(known.Contains(g) || earlier[g].Any(known.Contains), $"{set.Id}: {g}"));
        }
    }

    [Fact]
    public void A_missing_row_is_refused_and_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("coverage.tsv", "item\tpaper\tlocator\tnamed\ttable\tkey\nK999\tgupta2026\tTable 1\tDopamine D9\tpathways\tdopamine_d9\n");
        var finding = Assert.Single(KnowledgeBase.Read(folder.Path).Diagnostics);
        Assert.Equal("E519", finding.Code);
        Assert.Contains("Dopamine D9", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sides_of_the_default_mode_contradiction_are_kept()
    {
        var facts = Shipped.NetworkFacts.Where(f => f.Disorder == "MDD" && f.Measure.StartsWith("DMN", StringComparison.Ordinal)).ToList();
        Assert.Contains(facts, f => f is { Direction: "increase", Conflict: true });
        Assert.Contains(facts, f => f is { Direction: "decrease", Conflict: true });
    }

    [Fact]
    public void Conflicting_effects_stand_side_by_side()
    {
        var influenza = Shipped.ExposureEffects.Where(e => e is { Exposure.Key: "maternal_infection", Conflict: true }).Select(e => e.Effect).ToList();
        Assert.Contains(1.56, influenza);
        Assert.Contains(1.05, influenza);
    }

    [Fact]
    public void Gene_sets_name_their_licence_and_count_their_genes() =>
        Assert.All(Shipped.GeneSets, s => Assert.True(s.Licence.Length > 0 && s.N == s.Genes.Count));

    [Fact]
    public void Gene_sets_from_outside_are_verified() =>
        Assert.All(Shipped.GeneSets.Where(s => s.Kind is "reactome" or "cell_marker"), s => Assert.True(s.Claim.IsVerified));

    [Fact]
    public void No_cell_copies_a_sentence_of_a_founding_paper()
    {
        string folder = SharedData.Require("papers");
        var runs = new HashSet<string>(Directory.EnumerateFiles(folder, "*.txt").SelectMany(f => Runs(File.ReadAllText(f))), StringComparer.Ordinal);
        foreach (var table in Shipped.Tables.Where(t => t.Schema.HasClaims))
        {
            for (int i = 0; i < table.Count; i++)
            {
                foreach (string column in table.Schema.Columns.Select(c => c.Name).Where(c => c != "locator")) // a locator is the heading of a section
                {
                    Assert.DoesNotContain(Runs(table.Cell(i, column)), runs.Contains);
                }
            }
        }
    }

    private static int Count(string paper, string locator) => Shipped.Coverage.Count(c => c.Paper == paper && c.Locator.StartsWith(locator, StringComparison.Ordinal));

    private static IEnumerable<string> Runs(string text)
    {
        string[] words = [.. Word().Matches(text.ToUpperInvariant()).Select(m => m.Value)];
        return Enumerable.Range(0, Math.Max(0, words.Length - LongestSharedRun + 1)).Select(i => string.Join(' ', words, i, LongestSharedRun));
    }

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();
}
