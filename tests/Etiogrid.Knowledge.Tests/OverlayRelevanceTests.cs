using Etiogrid.Knowledge.Overlay;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Tests;

public sealed class OverlayRelevanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KnowledgeBase _tables;

    public OverlayRelevanceTests()
    {
        _folder.Write("symptom_links.tsv", Header("symptom_links") + "\nglutamate_nmda\thypo\tcompulsivity\t3\tno\thypofunction\tOCD\tn/a\tno\tgupta2026\tour own pilot\tpaper\tn/a\n");
        _folder.Write("exposure_pathways.tsv", Header("exposure_pathways") + "\nlife_events\thpa_axis\thyper\t3\tour own pilot\tn/a\tno\teditorial\tpilot\teditorial\tn/a\n");
        _tables = KnowledgeBase.Read(_folder.Path).Value;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_rows_of_an_overlay_are_known_with_their_place()
    {
        Assert.Equal(["exposure_pathways life_events/hpa_axis True", "symptom_links glutamate_nmda/hypo/compulsivity False"], _tables.OverlayRows.Select(r => $"{r.Table} {r.Key} {r.Replaces}"));
        Assert.All(_tables.OverlayRows, r => Assert.Equal(2, r.Place.Row));
        Assert.Empty(KnowledgeBase.Load().OverlayRows);
    }

    [Fact]
    public void Only_rows_on_what_is_known_about_the_person_matter()
    {
        Assert.Equal(["symptom compulsivity"], Reasons(symptoms: ["compulsivity"]));
        Assert.Equal(["exposure life_events"], Reasons(exposures: ["life_events", "cannabis"]));
        Assert.Empty(Reasons(symptoms: ["mania"], exposures: ["cannabis"]));
    }

    [Fact]
    public void A_shipped_row_repeated_unchanged_is_no_overlay_row()
    {
        using var folder = new TemporaryFolder();
        folder.Write("symptom_links.tsv", Header("symptom_links") + "\n" + string.Join('\t', KnowledgeBase.Load().Find("symptom_links")!.Row(0)) + "\n");
        Assert.Empty(KnowledgeBase.Read(folder.Path).Value.OverlayRows);
    }

    [Fact]
    public void Without_its_rows_the_knowledge_is_the_shipped_one_again()
    {
        var left = _tables.OverlayRows.Aggregate(_tables, (tables, row) => tables.Without(row));
        Assert.Equal(KnowledgeBase.Load().Sha256, left.Sha256);
        Assert.Single(_tables.Without(_tables.OverlayRows[0]).OverlayRows);
    }

    [Fact]
    public void The_grid_without_a_row_shows_what_the_row_changes()
    {
        static double Load(KnowledgeBase tables) => tables.BuildGrid().Exposures.Single(e => e.Id.Key == "life_events").Loads.Single(l => l.Pathway.Key == "hpa_axis").Liability.Mean;
        var row = _tables.OverlayRows.Single(r => r.Table == "exposure_pathways");
        NumericAssert.Close(3.0 / 4 / (2.0 / 3), Load(_tables) / Load(_tables.Without(row)), relative: 1e-9); // strength 3 of 4 against 2 of 3
    }

    private static string Header(string table) => string.Join('\t', TableSchemas.Find(table)!.Columns.Select(c => c.Name));

    private string[] Reasons(string[]? symptoms = null, string[]? exposures = null) =>
        [.. OverlayRelevance.Of(_tables, new(Set(exposures), Set(symptoms), Set(null), Set(null))).Select(u => u.Reason)];

    private static HashSet<string> Set(string[]? keys) => new(keys ?? [], StringComparer.Ordinal);
}
