using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Tests;

public sealed class KnowledgeBaseTests
{
    private static readonly KnowledgeBase Shipped = KnowledgeBase.Load();

    [Fact]
    public void The_shipped_tables_pass_every_check()
    {
        var read = KnowledgeBase.Read(null);
        Assert.True(read.HasValue, string.Join('\n', read.Diagnostics));
        Assert.Empty(read.Diagnostics);
    }

    [Fact]
    public void There_are_35_pathways_20_symptoms_and_35_exposures()
    {
        Assert.Equal(35, Shipped.Pathways.Count);
        Assert.Equal(20, Shipped.Symptoms.Count);
        Assert.Equal(35, Shipped.Exposures.Count);
    }

    [Fact]
    public void Short_names_fit_into_figures_and_differ() =>
        Assert.Equal(35, Shipped.Pathways.Select(p => p.ShortName).Where(n => n.Length <= 24).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_claim_has_a_source_that_exists_and_a_locator()
    {
        var sources = Shipped.Sources.Select(s => s.Key.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var table in Shipped.Tables.Where(t => t.Schema.HasClaims))
        {
            for (int i = 0; i < table.Count; i++)
            {
                Assert.Contains(table.Cell(i, "source"), sources);
                Assert.NotEqual("n/a", table.Cell(i, "locator"));
            }
        }
    }

    [Fact]
    public void A_row_that_was_not_read_does_not_pretend_to_a_page()
    {
        foreach (var table in Shipped.Tables.Where(t => t.Schema.HasClaims))
        {
            for (int i = 0; i < table.Count; i++)
            {
                bool read = table.Cell(i, "verification") is "page" or "paper" or "repository";
                Assert.False(read && table.Cell(i, "locator").Contains("not read", StringComparison.Ordinal), $"{table.Name}: {table.KeyOf(i)}");
            }
        }
    }

    [Fact]
    public void The_hash_follows_the_content()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(Shipped.Sha256, KnowledgeBase.Read(folder.Path).Value.Sha256);
        WriteOverlay(folder, "symptoms", "psychosis", row => row.Replace("0.2\t", "0.21\t", StringComparison.Ordinal));
        Assert.NotEqual(Shipped.Sha256, KnowledgeBase.Read(folder.Path).Value.Sha256);
    }

    [Fact]
    public void An_overlay_replaces_the_row_with_its_key_and_adds_the_others()
    {
        using var folder = new TemporaryFolder();
        WriteOverlay(folder, "symptoms", "psychosis", row => row + "\n" + row.Replace("psychosis\t", "my_symptom\t", StringComparison.Ordinal));
        var read = KnowledgeBase.Read(folder.Path);
        Assert.True(read.HasValue, string.Join('\n', read.Diagnostics));
        Assert.Equal(21, read.Value.Symptoms.Count);
    }

    [Theory]
    [InlineData("symptom_links", "glutamate_nmda", "\tglutamate_nmda", "x", "E505")]
    [InlineData("symptoms", "psychosis", "0.2\t", "1.2\t", "E504")]
    [InlineData("symptoms", "psychosis", "0.2\t", "0,2\t", "E503")]
    [InlineData("symptoms", "psychosis", "gupta2026", "gupta2062", "E511")]
    [InlineData("symptoms", "psychosis", "\tpaper\t", "\t\t", "E502")]
    [InlineData("symptoms", "psychosis", "\tpaper\t", "\tpapr\t", "E503")]
    [InlineData("couplings", "glutamate_nmda", "gaba_pv", "glutamate_nmda", "E514")]
    [InlineData("couplings", "glutamate_nmda", "gaba_pv\t1\t", "gaba_pv\t0.5\t", "E515")]
    [InlineData("pathways", "dopamine_pre", "\t0.5\t0.5\t", "\t0.5\t0.4\t", "E513")]
    [InlineData("pathways", "dopamine_pre", "TH DDC", "th DDC", "E503")]
    [InlineData("gene_sets", "RX_DOPAMINE_RELEASE", "\t23\t", "\t24\t", "E517")]
    [InlineData("gene_sets", "RX_DOPAMINE_RECEPTORS", "DRD5", "GPR98", "E518")]
    [InlineData("gene_sets", "RX_DOPAMINE_RECEPTORS", "DRD5", "DRD55", "E523")]
    [InlineData("pathways", "dopamine_pre", "TH DDC", "TH DDCX7", "E523")]
    [InlineData("exposure_pathways", "life_events", "hpa_axis", "hpa_axes", "E511")]
    [InlineData("exposure_modifiers", "fkbp5_child_adversity", "\t1.2\t", "\t0\t", "E504")]
    [InlineData("exposure_modifiers", "fkbp5_child_adversity", "normann2020", "n/a", "E502")]
    [InlineData("interventions", "snri", "venlafaxine duloxetine", "venlafaxine duloxetin", "E511")]
    [InlineData("exposure_effects", "child_adversity_psychosis_1", "\tmeta_analysis\t", "\tmetaanalysis\t", "E503")]
    [InlineData("exposure_effects", "child_adversity_psychosis_1", "\t2.78\t", "\t1.78\t", "E512")]
    [InlineData("legacy_symbols", "CXORF21", "looked up 2026-11-21: ", "looked up some time ago: ", "E524")]
    public void A_broken_row_is_refused_with_its_code_and_place(string table, string key, string from, string to, string code)
    {
        using var folder = new TemporaryFolder();
        WriteOverlay(folder, table, key, row => code == "E505" ? row + "\n" + row : row.Replace(from, to, StringComparison.Ordinal));
        var read = KnowledgeBase.Read(folder.Path);
        Assert.False(read.HasValue);
        var finding = Assert.Single(read.Diagnostics);
        Assert.Equal(code, finding.Code);
        Assert.EndsWith(table + ".tsv", finding.Place.File, StringComparison.Ordinal);
        Assert.NotNull(finding.Place.Row);
    }

    [Fact]
    public void An_unknown_gene_is_answered_with_the_nearest_symbol()
    {
        using var folder = new TemporaryFolder();
        WriteOverlay(folder, "gene_sets", "RX_DOPAMINE_RECEPTORS", row => row.Replace("DRD5", "DRD55", StringComparison.Ordinal));
        Assert.Equal("'DRD5'", Assert.Single(KnowledgeBase.Read(folder.Path).Diagnostics).Expected);
    }

    [Fact]
    public void A_symbol_that_HGNC_gave_out_later_is_made_known_by_its_earlier_one()
    {
        using var folder = new TemporaryFolder();
        WriteOverlay(folder, "gene_sets", "RX_DOPAMINE_RECEPTORS", row => row.Replace("DRD5", "NEWGENE1", StringComparison.Ordinal));
        folder.Write("legacy_symbols.tsv", Header("legacy_symbols") + "\nDRD5\tNEWGENE1\thgnc\tsymbol report\tpage\tn/a\n");
        var read = KnowledgeBase.Read(folder.Path);
        Assert.DoesNotContain(read.Diagnostics, d => d.Code == "E523");
    }

    [Fact]
    public void A_file_of_an_earlier_schema_without_the_optional_columns_is_still_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("exposure_pathways.tsv", "exposure\tpathway\tdirection\tstrength\tmechanism\tsource\tlocator\tverification\tnote\nlead\tmyelination\thypo\t1\tour own\teditorial\tpilot\teditorial\tn/a\n");
        var read = KnowledgeBase.Read(folder.Path);
        Assert.True(read.HasValue, string.Join('\n', read.Diagnostics));
        Assert.Equal("", read.Value.ExposurePathways[^1].Evidence);
    }

    [Fact]
    public void A_loop_of_propagation_without_declared_feedback_is_refused_and_only_its_edges_are_named()
    {
        using var folder = new TemporaryFolder();
        WriteOverlay(folder, "propagation", "P08", row => row.Replace("\tyes\t", "\tno\t", StringComparison.Ordinal));
        var read = KnowledgeBase.Read(folder.Path);
        Assert.All(read.Diagnostics, d => Assert.Equal("E516", d.Code));
        Assert.Equal(["hpa_axis to neuroimmune", "neuroimmune to hpa_axis"], read.Diagnostics.Select(d => d.Found!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_column_is_refused_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("symptoms.tsv", Header("symptoms").Replace("definition", "definiton", StringComparison.Ordinal) + "\n");
        var read = KnowledgeBase.Read(folder.Path);
        Assert.Equal(["E501", "E501"], read.Diagnostics.Select(d => d.Code));
        Assert.Equal("'definition'", read.Diagnostics[0].Expected);
    }

    [Fact]
    public void An_unknown_table_is_refused_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("symptom.tsv", "a\n");
        Assert.Equal("'symptoms.tsv'", Assert.Single(KnowledgeBase.Read(folder.Path).Diagnostics).Expected);
    }

    private static string Header(string table) => string.Join('\t', TableSchemas.Find(table)!.Columns.Select(c => c.Name));

    /// <summary>Writes an overlay with one shipped row, changed.</summary>
    private static void WriteOverlay(TemporaryFolder folder, string table, string firstCell, Func<string, string> change)
    {
        var shipped = Shipped.Find(table)!;
        int row = Enumerable.Range(0, shipped.Count).First(i => shipped.Row(i)[0] == firstCell);
        string before = string.Join('\t', shipped.Row(row));
        string after = change(before);
        Assert.NotEqual(before, after);
        folder.Write(table + ".tsv", Header(table) + "\n" + after + "\n");
    }
}
