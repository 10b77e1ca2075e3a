using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Tests;

public sealed class GeneralGridTests
{
    private static readonly KnowledgeBase Shipped = KnowledgeBase.Load();
    private static readonly GeneralGrid Verified = Shipped.BuildGrid();
    private static readonly GeneralGrid Everything = Shipped.BuildGrid(includeUnverified: true);

    public static TheoryData<bool> Both => [false, true];

    [Fact]
    public void Every_pathway_stays_in_the_grid_whatever_is_read_of_its_edges()
    {
        Assert.Equal(35, Verified.Pathways.Count);
        Assert.Equal(35, Everything.Pathways.Count);
    }

    [Fact]
    public void Rows_that_nobody_read_are_off_unless_asked_for()
    {
        Assert.True(Verified.Symptoms.Sum(s => s.Links.Count) < Everything.Symptoms.Sum(s => s.Links.Count));
        Assert.Equal([false, true], new[] { Verified, Everything }.Select(g => g.Interventions.Single(i => i.Id.Key == "cbti").Effects.Any(e => e.Pathway.Key == "circadian")));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Probabilities_are_inside_the_unit_interval_and_uncertainties_are_positive(bool all)
    {
        var grid = all ? Everything : Verified;
        UncertainValue[] logits =
        [
            grid.LogitSpontaneousChange, .. grid.Pathways.Select(p => p.LogitPrevalence), .. grid.Symptoms.Select(s => s.LogitLeak),
            .. grid.Symptoms.SelectMany(s => s.Links).Select(l => l.LogitLambda), .. grid.Couplings.Select(c => c.LogitKappa),
            .. grid.Interventions.SelectMany(i => i.Effects).Select(e => e.LogitEfficacy),
        ];
        Assert.All(logits, v => Assert.InRange(Logit.ToProbability(v.Mean), 0.001, 0.95));
        Assert.All(logits, v => Assert.True(v.Sd > 0 && v.Sources.Count > 0));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Links_loadings_and_effects_only_name_directions_that_the_pathway_has(bool all)
    {
        var grid = all ? Everything : Verified;
        var allowed = grid.Pathways.ToDictionary(p => p.Id, p => p.Directions.Select(d => d.Direction).ToHashSet());
        Assert.All(grid.Symptoms.SelectMany(s => s.Links), l => Assert.Contains(l.Direction, allowed[l.Pathway]));
        Assert.All(grid.Markers.SelectMany(m => m.Loadings), l => Assert.Contains(l.Direction, allowed[l.Pathway]));
    }

    [Fact]
    public void Direction_weights_sum_to_one() =>
        Assert.All(Verified.Pathways, p => NumericAssert.Close(1, p.Directions.Sum(d => d.Weight)));

    [Theory]
    [MemberData(nameof(Both))]
    public void No_exposure_explains_more_than_half_of_a_pathway_liability(bool all)
    {
        var grid = all ? Everything : Verified;
        var variance = grid.Exposures
            .SelectMany(e => e.Loads.Select(l => (l.Pathway, Part: l.Liability.Mean * l.Liability.Mean * e.Frequency * (1 - e.Frequency))))
            .GroupBy(x => x.Pathway).Select(g => (Pathway: g.Key, Sum: g.Sum(x => x.Part)));
        Assert.All(variance, v => Assert.InRange(v.Sum, 0, 0.5));
    }

    [Fact]
    public void An_exposure_carries_what_changes_its_weight_and_a_null_finding_is_a_factor_of_one()
    {
        var cannabis = Verified.Exposures.Single(e => e.Id.Key == "cannabis");
        Assert.Equal(0, cannabis.Modifiers.Single(m => m.Id == "prs_cannabis").LogFactor.Mean);
        NumericAssert.Close(Math.Log(1.5), cannabis.Modifiers.Single(m => m is { Kind: "window", By: "adolescence" }).LogFactor.Mean, relative: 1e-12);
        Assert.All(Everything.Exposures.Where(e => !e.Mappable), e => Assert.Empty(e.Modifiers));
    }

    [Fact]
    public void Every_exposure_that_depends_on_appraisal_says_on_which() =>
        Assert.All(Shipped.Exposures.Where(e => e.SubjectiveAppraisal), e => Assert.NotEmpty(e.Appraisal));

    [Fact]
    public void A_window_that_changes_a_load_is_a_developmental_period() =>
        Assert.All(Shipped.ExposureModifiers.Where(m => m.Kind == "window"), m => Assert.Contains(Shipped.CriticalPeriods, p => p.Id == m.By));

    [Fact]
    public void Rows_used_by_inference_are_verified_to_85_percent_and_more()
    {
        string[] used = ["pathways", "symptoms", "exposures", "exposure_effects", "exposure_modifiers", "exposure_pathways", "symptom_links", "couplings", "markers", "marker_loadings", "interventions", "intervention_effects", "interactions"];
        var claims = used.Select(t => Shipped.Find(t)!).SelectMany(t => Enumerable.Range(0, t.Count).Select(i => t.Cell(i, "verification"))).Where(v => v != "editorial").ToList();
        Assert.True(claims.Count > 500);
        Assert.InRange((double)claims.Count(v => v != "memory") / claims.Count, 0.85, 1);
    }

    [Fact]
    public void Migration_and_ethnicity_are_never_mapped_to_biology()
    {
        foreach (string id in (string[])["migration", "ethnic_minority"])
        {
            var exposure = Everything.Exposures.Single(e => e.Id.Key == id);
            Assert.False(exposure.Mappable);
            Assert.Empty(exposure.Loads);
        }
    }

    [Fact]
    public void All_19_maps_of_the_receptor_atlas_have_a_marker_with_a_loading()
    {
        string[] targets = ["5HT1a", "5HT1b", "5HT2a", "5HT4", "5HT6", "5HTT", "A4B2", "CB1", "D1", "D2", "DAT", "GABAa", "H3", "M1", "mGluR5", "MOR", "NET", "NMDA", "VAChT"];
        var markers = Verified.Markers.Where(m => m is { Measure: "coloc", Modality: Modality.Imaging }).ToList();
        Assert.Equal(targets.Order(StringComparer.Ordinal), markers.Select(m => m.Target).Order(StringComparer.Ordinal));
        Assert.All(markers, m => Assert.NotEmpty(m.Loadings));
    }

    [Fact]
    public void Where_the_sign_of_a_map_is_unknown_both_directions_carry_the_same_sign()
    {
        foreach (var pair in Verified.Markers.Where(m => m.Measure == "coloc").SelectMany(m => m.Loadings.GroupBy(l => l.Pathway)))
        {
            Assert.Single(pair.Select(l => Math.Sign(l.Loading.Mean)).Distinct());
        }
    }

    [Fact]
    public void A_sign_that_the_literature_disputes_has_loading_zero_and_a_wide_interval() =>
        Assert.All(Verified.Markers.Single(m => m.Id == "network_strength_Default").Loadings, l => Assert.True(l.Loading is { Mean: 0, Sd: >= 0.5 }));

    [Fact]
    public void Adversity_loads_on_the_pathways_its_sources_name_and_leaves_a_share_unexplained()
    {
        var loads = Verified.Exposures.Single(e => e.Id.Key == "child_adversity").Loads.ToDictionary(l => l.Pathway.Key, l => l.Liability.Mean);
        Assert.Equal(["bdnf_trkb", "epigenetic", "hpa_axis"], loads.Keys.Order(StringComparer.Ordinal));
        NumericAssert.Close(3.0 / 2.0, loads["hpa_axis"] / loads["bdnf_trkb"], relative: 1e-12);
        Assert.InRange(loads.Values.Sum(), 0.2, 0.6);
    }

    [Fact]
    public void A_drug_that_blocks_D2_corrects_too_much_and_a_stimulant_too_little()
    {
        Assert.Equal(AlterationDirection.Hyperfunction, Effect("antipsychotic_d2", "dopamine_d2"));
        Assert.Equal(AlterationDirection.Hypofunction, Effect("stimulant", "dopamine_pre"));
    }

    [Fact]
    public void A_warning_about_a_combination_that_was_read_stands() =>
        Assert.Contains(Verified.Interactions, i => i is { First.Key: "clozapine", Second.Key: "carbamazepine", Excluded: true });

    [Fact]
    public void A_warning_from_memory_is_off_until_unverified_rows_are_asked_for()
    {
        string folder = Directory.CreateTempSubdirectory("etiogrid-caution-").FullName;
        File.WriteAllText(Path.Combine(folder, "interactions.tsv"), "first\tsecond\texcluded\tpenalty\treason\tsource\tlocator\tverification\tnote\nclozapine\tcarbamazepine\tyes\t1\tbone marrow\teditorial\tno source read\tmemory\tn/a\n");
        var tables = KnowledgeBase.Read(folder).Value;
        Assert.DoesNotContain(tables.BuildGrid().Interactions, i => i is { First.Key: "clozapine", Second.Key: "carbamazepine" });
        Assert.Contains(tables.BuildGrid(includeUnverified: true).Interactions, i => i is { First.Key: "clozapine", Second.Key: "carbamazepine" });
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Nothing_in_the_default_grid_stands_on_a_row_from_memory()
    {
        Assert.All(Verified.Interventions, i => Assert.True(Shipped.Interventions.Single(r => r.Id == i.Id).Claim.IsVerified));
        Assert.All(Verified.CriticalPeriods.Keys, k => Assert.True(Shipped.CriticalPeriods.Single(r => r.Id == k).Claim.IsVerified));
        Assert.All(Verified.Markers, m => Assert.True(Shipped.Markers.Single(r => r.Id == m.Id).Claim.IsVerified));
        Assert.All(Verified.Symptoms, s => Assert.True(Shipped.Symptoms.Single(r => r.Id == s.Id).Claim.IsVerified));
        Assert.All(Verified.Pathways, p => Assert.True(Shipped.Pathways.Single(r => r.Id == p.Id).Claim.IsVerified));
        Assert.All(Verified.Interactions, i => Assert.True(Shipped.Interactions.Single(r => r.First == i.First && r.Second == i.Second).Claim.IsVerified));
        Assert.All(Verified.Exposures.Where(e => e.Loads.Count > 0), e => Assert.True(Shipped.Exposures.Single(r => r.Id == e.Id) is { Claim.IsVerified: true, FrequencyClaim.IsVerified: true }));
    }

    [Fact]
    public void An_exposure_whose_frequency_nobody_read_moves_no_pathway_by_default()
    {
        var unread = Shipped.Exposures.Where(e => !e.FrequencyClaim.IsVerified).Select(e => e.Id).ToHashSet();
        Assert.NotEmpty(unread);
        Assert.All(Verified.Exposures.Where(e => unread.Contains(e.Id)), e => Assert.True(e.Loads.Count == 0 && e.Modifiers.Count == 0));
        string folder = Directory.CreateTempSubdirectory("etiogrid-frequency-").FullName;
        var exposures = Shipped.Find("exposures")!;
        string[] columns = [.. exposures.Schema.Columns.Select(c => c.Name)];
        int smoking = Enumerable.Range(0, exposures.Count).Single(r => exposures.KeyOf(r) == "smoking");
        string[] cells = [.. columns.Select(c => c == "frequency_verification" ? "memory" : exposures.Cell(smoking, c))];
        File.WriteAllLines(Path.Combine(folder, "exposures.tsv"), [string.Join('\t', columns), string.Join('\t', cells)]);
        var tables = KnowledgeBase.Read(folder).Value;
        Assert.NotEmpty(Verified.Exposures.Single(e => e.Id.Key == "smoking").Loads);
        Assert.Empty(tables.BuildGrid().Exposures.Single(e => e.Id.Key == "smoking").Loads);
        Assert.NotEmpty(tables.BuildGrid(includeUnverified: true).Exposures.Single(e => e.Id.Key == "smoking").Loads);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Names_of_interactions_are_names_of_interventions_of_the_table() =>
        Assert.All(Verified.Interactions, i => Assert.Contains(Shipped.Interventions, v => v.Id == i.First));

    private static AlterationDirection? Effect(string intervention, string pathway) =>
        Verified.Interventions.Single(i => i.Id.Key == intervention).Effects.Single(e => e.Pathway.Key == pathway).Corrects;
}
