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
    public void No_row_that_nobody_read_is_used_by_default_and_all_of_them_are_listed()
    {
        var unverified = KnowledgeTools.Unverified(new(null, false)).Value;
        Assert.All(Column<bool>(unverified, "used"), Assert.False);
        var counts = KnowledgeTools.Check(new(null, false)).Value;
        Assert.All(Column<int>(counts, "used_unverified"), n => Assert.Equal(0, n));
        int Off(string table) => Count(counts, table, "sought") + Count(counts, table, "memory");
        Assert.Equal(Off("total") + Off("exposures.frequency"), unverified.Rows.Count);
        Assert.Contains(unverified.Rows, r => r is ["exposures.frequency", "famine", ..]);
    }

    [Fact]
    public void Somebody_looked_for_every_row_and_says_when_and_where()
    {
        var counts = KnowledgeTools.Check(new(null, false)).Value;
        Assert.All(Column<int>(counts, "memory"), n => Assert.Equal(0, n));
        var unverified = KnowledgeTools.Unverified(new(null, false)).Value;
        Assert.All(unverified.Rows, r => Assert.Contains("looked up 20", string.Join(' ', r), StringComparison.Ordinal));
    }

    [Fact]
    public void A_score_and_an_affected_parent_are_not_added_as_if_independent()
    {
        var table = KnowledgeTools.Family(new(Everything, "SCZ", 0.8, 0.1, 1.5, ParentAffected: true)).Value;
        var risk = Column<double>(table, "lifetime_risk");
        Assert.True(risk[0] < risk[1] && risk[1] < risk[4] && risk[2] < risk[4] && risk[4] < risk[3], string.Join(' ', risk));
    }

    [Theory]
    [InlineData("SCZZ", 0.8, 0.1, "E522")]
    [InlineData("SCZ", 1.2, 0.1, "E701")]
    [InlineData("SCZ", 0.5, 0.6, "E525")]
    public void A_family_question_that_makes_no_sense_is_refused(string outcome, double heritability, double r2, string code) =>
        Assert.Equal(code, Assert.Single(KnowledgeTools.Family(new(Everything, outcome, heritability, r2, 1, ParentAffected: true)).Diagnostics).Code);

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

    private static int Count(Table counts, string table, string grade) => Column<int>(counts, grade)[counts.Rows.ToList().FindIndex(r => (string?)r[0] == table)];

    private static List<T> Column<T>(Table table, string name) => [.. table.Rows.Select(r => (T)r[table.Columns.ToList().IndexOf(name)]!)];

    private static IEnumerable<string> Column(Table table, string name) => table.Rows.Select(r => (string?)r[table.Columns.ToList().IndexOf(name)] ?? "");
}
