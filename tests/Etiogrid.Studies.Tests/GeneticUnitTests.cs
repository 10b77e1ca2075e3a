using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

/// <summary>Cell types and sides of the synapse are units of their own, and nothing is counted twice.</summary>
public sealed class GeneticUnitTests
{
    private const string Units = ", units: {cell_type: cells.gmt, synaptic_pre: pre.gmt}";

    [Fact]
    public void Every_unit_has_a_row_of_its_own_with_all_its_numbers()
    {
        using var study = new GeneticStudy(missing: 0.02).With(Units);
        using var output = new TemporaryFolder();
        Assert.True(study.TryRun(output.Path, 0).HasValue);
        string[][] rows = [.. File.ReadAllLines(new Pipeline.RunFolders(output.Path).FileOf("01", "genetics.tsv")).Select(l => l.Split('\t'))];
        string Cell(string unit, string column) => rows.Single(r => r[0] == unit)[Array.IndexOf(rows[0], column)];
        Assert.Equal(["hpa_axis", "glutamate_nmda", "microglia", "hpa_copy", "release"], rows.Skip(1).Select(r => r[0]).Order(new Fixed(["hpa_axis", "glutamate_nmda", "microglia", "hpa_copy", "release"])));
        Assert.Equal("pathway", Cell("hpa_axis", "kind"));
        Assert.Equal("cell_type", Cell("microglia", "kind"));
        Assert.Equal("synaptic_pre", Cell("release", "kind"));
        foreach (string unit in rows.Skip(1).Select(r => r[0]))
        {
            foreach (string column in (string[])["n_genes", "n_variants", "score", "score_se", "reference_z", "background_z", "coverage", "z", "z_ci_low", "z_ci_high", "z_ci_counts", "input_file", "input_sha256"])
            {
                Assert.NotEqual("n/a", Cell(unit, column));
            }

            Assert.Equal("n/a", Cell(unit, "ancestry_z"));
            Assert.Equal(unit is "hpa_axis" or "glutamate_nmda", bool.Parse(Cell(unit, "used_in_grid")));
        }

        Assert.Equal(Cell("hpa_axis", "score"), Cell("hpa_copy", "score"));
        Assert.Equal("80", Cell("microglia", "n_variants"));
    }

    [Fact]
    public void Units_beside_the_pathways_change_no_prior_and_no_posterior()
    {
        using var study = new GeneticStudy(missing: 0.05);
        var without = study.With().Run(0);
        var with = study.With(Units).Run(0);
        foreach (var (a, b) in without.Zip(with))
        {
            Assert.Equal(3, b.Genetics!.Units.Count);
            foreach (var (p, q) in a.Pathways.Zip(b.Pathways))
            {
                Assert.Equal(p.Prior, q.Prior, 1e-12);
                Assert.Equal(p.Posterior, q.Posterior, 1e-10);
            }
        }
    }

    [Fact]
    public void A_unit_that_is_the_pathway_under_another_name_counts_once_even_where_the_map_claims_liability_for_it()
    {
        using var study = new GeneticStudy();
        double r2 = SmallStudy.Grid.Pathways.Single(p => p.Id.Key == "hpa_axis").ScoreR2.Mean;
        study.Write("map.tsv", FormattableString.Invariant($"unit\tpathway\tliability_r2\nhpa_copy\thpa_axis\t{r2:R}\n"));
        var alone = study.With().Measure(0, 5, 9);
        var mapped = study.With(Units + ", unit_map: map.tsv").Measure(0, 5, 9);
        foreach (var (a, b) in alone.Zip(mapped))
        {
            Assert.Equal(a.Prior(), b.Prior(), 1e-7);
            Assert.True(b.Genetics!.Units.Single(u => u.Unit == "hpa_copy").UsedInGrid);
        }
    }

    [Fact]
    public void A_mapped_unit_with_variants_of_its_own_moves_its_pathway_in_its_direction_and_no_other()
    {
        using var study = new GeneticStudy();
        study.Write("map.tsv", "unit\tpathway\tliability_r2\nmicroglia\thpa_axis\t0.1\n");
        var alone = study.With(Units).Measure(0, 1, 2, 3);
        var mapped = study.With(Units + ", unit_map: map.tsv").Measure(0, 1, 2, 3);
        foreach (var (a, b) in alone.Zip(mapped))
        {
            double z = b.Genetics!.Units.Single(u => u.Unit == "microglia").Z;
            Assert.Equal(Math.Sign(z), Math.Sign(b.Prior() - a.Prior()));
            Assert.Equal(a.Prior("glutamate_nmda"), b.Prior("glutamate_nmda"), 1e-12);
        }
    }

    [Theory]
    [InlineData("unit\tpathway\nmicrogla\thpa_axis\n", "E230", "microglia")]
    [InlineData("unit\tpathway\nmicroglia\thpa_axes\n", "E230", "hpa_axis")]
    [InlineData("unit\tpathway\tliability_r2\nmicroglia\thpa_axis\t2\n", "E230", "from 0")]
    [InlineData("unit\tpathway\nmicroglia\thpa_axis\nmicroglia\thpa_axis\n", "E230", "Remove")]
    [InlineData("name\tpathway\nmicroglia\thpa_axis\n", "E230", "unit")]
    public void A_map_that_names_nothing_known_is_refused_with_its_place(string map, string code, string says)
    {
        using var study = new GeneticStudy();
        study.Write("map.tsv", map);
        using var output = new TemporaryFolder();
        var finding = Assert.Single(study.With(Units + ", unit_map: map.tsv").TryRun(output.Path, 0).Diagnostics, d => d.Code == code);
        Assert.Contains(says, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_of_one_name_are_refused()
    {
        using var study = new GeneticStudy();
        study.Write("pre.gmt", "microglia\tna\tG1\n");
        using var output = new TemporaryFolder();
        Assert.Contains(study.With(Units).TryRun(output.Path, 0).Diagnostics, d => d.Code == "E229" && d.Found == "microglia");
    }

    [Fact]
    public void The_knowledge_base_ships_cell_types_and_both_sides_of_the_synapse()
    {
        var knowledge = KnowledgeBase.Load();
        Assert.Equal(6, KnowledgeGeneSets.Of(GeneUnitKind.CellType, knowledge).Count);
        var pre = KnowledgeGeneSets.Of(GeneUnitKind.SynapticPre, knowledge);
        var post = KnowledgeGeneSets.Of(GeneUnitKind.SynapticPost, knowledge);
        Assert.Contains("SLC18A2", pre.Single(s => s.Name == "RX_DOPAMINE_RELEASE").Genes);
        Assert.Contains("GRIN1", post.Single(s => s.Name == "RX_NMDA").Genes);
        Assert.All(pre.Concat(post), s => Assert.True(s.Genes.Count >= 10));
        Assert.Empty(pre.Select(s => s.Name).Intersect(post.Select(s => s.Name)));
        Assert.Empty(KnowledgeGeneSets.Of(GeneUnitKind.Other, knowledge));
    }

    [Fact]
    public void Without_a_panel_the_limits_say_that_no_ancestry_was_inferred()
    {
        using var study = new GeneticStudy();
        var person = study.With().Run(4).Single();
        Assert.Contains(person.Limits, l => l.Contains("No ancestry was inferred", StringComparison.Ordinal));
        Assert.Contains(person.Inputs, i => i.File == "w.txt");
        Assert.Contains(person.Inputs, i => i.File == "paths.gmt");
    }

    private sealed class Fixed(string[] order) : IComparer<string>
    {
        public int Compare(string? x, string? y) => Array.IndexOf(order, x).CompareTo(Array.IndexOf(order, y));
    }
}
