using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed class KnowledgeViewTests
{
    private static readonly KnowledgeOptions Everything = new(null, true);
    private static readonly KnowledgeBase Shipped = KnowledgeBase.Load();

    [Theory]
    [InlineData("hitop")]
    [InlineData("rdoc")]
    public void Every_symptom_dimension_has_a_place_in_the_other_classification(string by)
    {
        var view = KnowledgeTools.View(by, Everything).Value;
        var seen = Column(view, "symptom").ToHashSet(StringComparer.Ordinal);
        Assert.All(Shipped.Symptoms, s => Assert.Contains(s.Id.Key, seen));
        Assert.All(Column(view, view.Columns[0]), u => Assert.DoesNotContain(";", u, StringComparison.Ordinal));
    }

    [Fact]
    public void A_dimension_in_two_domains_has_a_row_in_each()
    {
        var view = KnowledgeTools.View("rdoc", Everything).Value;
        var rows = view.Rows.Where(r => (string?)r[2] == "negative_symptoms").Select(r => $"{r[0]}/{r[1]}").Order(StringComparer.Ordinal);
        Assert.Equal(["Positive Valence Systems/Effort valuation", "Social Processes/Social communication"], rows);
    }

    [Fact]
    public void Every_outcome_is_a_view_over_its_dimensions_with_its_ICD_and_DSM_labels()
    {
        var view = KnowledgeTools.View("dsm", Everything).Value;
        Assert.Equal(Shipped.Outcomes.Select(o => o.Id).Order(StringComparer.Ordinal), Column(view, "outcome").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(Column(view, "icd10"), c => Assert.NotEmpty(c));
    }

    [Fact]
    public void No_row_from_memory_is_used_by_default_and_all_of_them_are_listed()
    {
        var unverified = KnowledgeTools.Unverified(new(null, false)).Value;
        Assert.All(unverified.Rows, r => Assert.Equal(false, r[2]));
        var counts = KnowledgeTools.Check(new(null, false)).Value;
        Assert.All(counts.Rows, r => Assert.Equal(0, (int)r[^1]!));
        int Memory(string table) => (int)counts.Rows.Single(r => (string?)r[0] == table)[^3]!;
        Assert.Equal(Memory("total") + Memory("exposures.frequency"), unverified.Rows.Count);
        Assert.Contains(unverified.Rows, r => r is ["exposures.frequency", "famine", ..]);
    }

    [Fact]
    public void The_coverage_lists_every_item_of_the_founding_papers_with_its_row()
    {
        var coverage = KnowledgeTools.Coverage(new(null, false)).Value;
        Assert.Equal(Shipped.Coverage.Count, coverage.Rows.Count);
        Assert.All(coverage.Rows, r => Assert.NotNull(Shipped.Find((string)r[3]!)));
    }

    [Fact]
    public void A_version_that_was_exported_is_compared_as_it_stands()
    {
        string folder = Directory.CreateTempSubdirectory("etiogrid-export-").FullName;
        try
        {
            Assert.True(KnowledgeTools.Export(folder, Everything).HasValue);
            Assert.Empty(KnowledgeTools.Diff("shipped", folder).Value.Rows);
            string file = Path.Combine(folder, "propagation.tsv");
            File.WriteAllLines(file, File.ReadAllLines(file).Where(l => !l.StartsWith("P05\t", StringComparison.Ordinal)));
            var row = Assert.Single(KnowledgeTools.Diff("shipped", folder).Value.Rows);
            Assert.Equal(["propagation", "P05", "removed"], row.Take(3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Column(Table table, string name) => table.Rows.Select(r => (string?)r[table.Columns.ToList().IndexOf(name)] ?? "");
}
