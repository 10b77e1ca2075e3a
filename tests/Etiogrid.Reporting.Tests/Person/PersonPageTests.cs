using Etiogrid.Numerics.Functions;
using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Person;
using Etiogrid.Reporting.Tests.Samples;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Person;

public sealed class PersonPageTests
{
    private static readonly string[] Sections =
        ["answer", "grid", "before-after", "why", "genetics", "cause", "state-trait", "brain", "colocalization", "fingerprint", "combinations", "next", "change", "symptoms", "limits", "methods", "provenance"];

    [Fact]
    public void Sections_stand_in_reading_order_on_every_page() =>
        Assert.All(SamplePages.Persons.Values, page => Assert.Equal(Sections, PageReading.Parse(page).Named("section").Select(s => s.Attr("id"))));

    [Fact]
    public void The_answer_names_the_leading_pathway_the_ambiguity_and_what_is_missing()
    {
        string answer = Answer(SamplePersons.Rich());
        Assert.StartsWith("Most supported: Neuroimmune: cytokines and microglial activation, 61 % (95 % band 38–80 %", answer, StringComparison.Ordinal);
        Assert.Contains("probably causal rather than compensatory (5 to 1), too much rather than too little (4 to 1)", answer, StringComparison.Ordinal);
        Assert.Contains("GABA, parvalbumin and 5-HT2A cannot be told apart by these data: at least one of the two is altered with 54 %", answer, StringComparison.Ordinal);
        Assert.Contains("Two of eight modalities are missing (EEG and Phone)", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("GABAergic inhibition", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_says_no_more_about_the_cause_than_the_call()
    {
        var rich = SamplePersons.Rich();
        var contested = rich with { Pathways = [rich.Pathways[0] with { Call = "contested" }, .. rich.Pathways.Skip(1)] };
        Assert.Contains("leaning causal rather than compensatory (5 to 1, not enough to call)", Answer(contested), StringComparison.Ordinal);
        Assert.DoesNotContain("probably causal", Answer(contested), StringComparison.Ordinal);
    }

    [Fact]
    public void Visits_are_drawn_with_the_verdict_beside_them()
    {
        var section = PageReading.Parse(PersonPage.Render(SamplePersons.Followed())).Section("state-trait");
        Assert.Equal(12, section.Named("circle").Count());
        string[] cells = [.. section.Named("table").First().Named("td").Select(td => td.Words())];
        Assert.Equal(["94 %", "+0.9", "state"], cells[1..4]);
        Assert.Equal("trait", cells[^1]);
    }

    [Fact]
    public void Rows_of_the_studys_own_knowledge_stand_with_what_they_change()
    {
        var rich = SamplePersons.Rich();
        OverlayEffect[] effects =
        [
            new("symptom_links", "neuroimmune:hyper:anhedonia", true, 2, "symptom anhedonia", rich.Pathways[0].Id, 0.61, 0.52),
            new("markers", "own_marker", false, 3, "marker own_marker", null, double.NaN, double.NaN),
        ];
        string words = PageReading.Parse(PersonPage.Render(rich with { OverlayEffects = effects })).Section("change").Words();
        Assert.Contains("Two rows of the study's own knowledge take part here; one moves a posterior", words, StringComparison.Ordinal);
        Assert.Contains("symptom_links row 2: neuroimmune:hyper:anhedonia (overrides)", words, StringComparison.Ordinal);
        Assert.Contains("nothing here", words, StringComparison.Ordinal);
        Assert.DoesNotContain("own knowledge", PageReading.Parse(PersonPage.Render(rich)).Section("change").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_visit_is_said_to_tell_neither_state_nor_trait() =>
        Assert.Contains("Undetermined: one visit.", PageReading.Parse(PersonPage.Render(SamplePersons.Rich())).Section("state-trait").Words(), StringComparison.Ordinal);

    [Fact]
    public void Data_that_move_nothing_are_said_to_move_nothing()
    {
        string answer = Answer(SamplePersons.NothingStandsOut());
        Assert.StartsWith("Nothing stands out: the data move no pathway far from its prior. The most probable of 35", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Most supported", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_that_was_not_computed_is_not_drawn_as_certainty()
    {
        var rich = SamplePersons.Rich();
        var person = rich with { Pathways = [.. rich.Pathways.Select(p => p with { Band50 = new(p.Posterior, p.Posterior), Band95 = new(p.Posterior, p.Posterior) })] };
        var section = PageReading.Parse(PersonPage.Render(person)).Section("before-after");
        Assert.DoesNotContain("95 % band", Answer(person), StringComparison.Ordinal);
        Assert.DoesNotContain(section.Named("rect"), r => r.Attr("class") is "b50" or "b95");
        Assert.Contains("Bands were not computed in this run", section.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_high_base_rate_alone_does_not_stand_out()
    {
        var rich = SamplePersons.Rich();
        double logOdds = Logit.FromProbability(0.6);
        var common = rich.Pathways[0] with { Posterior = 0.61, Waterfall = [new("base rate", "base", logOdds, [])] };
        Assert.Empty(new PersonView(rich with { Pathways = [common], AmbiguitySets = [] }).StandingOut);
    }

    [Fact]
    public void Connectivity_alone_leaves_the_other_sections_in_one_line()
    {
        var root = PageReading.Parse(PersonPage.Render(SamplePersons.ConnectivityOnly()));
        Assert.Contains("Neither genotypes nor exposures", root.Section("grid").Words(), StringComparison.Ordinal);
        Assert.Contains("No symptom scale", root.Section("symptoms").Words(), StringComparison.Ordinal);
        Assert.Contains("No pathway is altered with enough probability", root.Section("combinations").Words(), StringComparison.Ordinal);
        Assert.Empty(root.Section("grid").Named("table"));
        Assert.NotEmpty(root.Section("brain").Named("circle"));
    }

    [Fact]
    public void Genetics_alone_draws_no_brain()
    {
        var root = PageReading.Parse(PersonPage.Render(SamplePersons.GeneticsOnly()));
        Assert.Empty(root.Section("brain").Named("svg"));
        Assert.Contains("No imaging and no connectivity", root.Section("brain").Words(), StringComparison.Ordinal);
        Assert.Contains("No brain map", root.Section("colocalization").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_measured_is_hatched_and_never_a_number()
    {
        var person = SamplePersons.Rich();
        var grid = PageReading.Parse(PersonPage.Render(person)).Section("grid").Named("table").First();
        int unknown = grid.Named("td").Count(c => c.Attr("class") == "hatch");
        int expected = person.Pathways.Sum(p => p.Cells.Count(c => c.State == CellState.Unknown));
        Assert.True(expected > 0);
        Assert.Equal(expected, unknown);
        Assert.All(grid.Named("td").Where(c => c.Attr("class") is "hatch" or "empty"), c => Assert.Equal("", c.Value));
    }

    [Fact]
    public void An_ambiguity_set_is_one_bracket_over_its_rows()
    {
        var grid = PageReading.Parse(PersonPage.Render(SamplePersons.Rich())).Section("grid").Named("table").First();
        var bracket = Assert.Single(grid.Named("td"), c => c.Attr("class") == "gap bracket");
        Assert.Equal("2", bracket.Attr("rowspan"));
        Assert.Equal("A1", bracket.Value);
    }

    [Fact]
    public void Members_of_a_set_follow_each_other_even_when_their_posteriors_do_not()
    {
        var rich = SamplePersons.Rich(35);
        string last = rich.Pathways[20].Id;
        var view = new PersonView(rich with { AmbiguitySets = [new("A1", [rich.Pathways[1].Id, last], 0.5, 0.8, "", null)] });
        Assert.Equal(last, view.Leading[2].Id);
        Assert.InRange(view.Leading.Count, 12, 14);
    }

    [Fact]
    public void All_pathways_stand_in_the_table_behind_the_grid()
    {
        var person = SamplePersons.ManyPathways();
        var behind = PageReading.Parse(PersonPage.Render(person)).Section("grid").Named("details").Single();
        Assert.Equal(person.Pathways.Select(p => p.Name), behind.Named("tbody").Single().Named("th").Select(t => t.Value));
    }

    [Fact]
    public void The_waterfall_ends_at_the_posterior()
    {
        foreach (var pathway in SamplePersons.Rich().Pathways)
        {
            double sum = WaterfallFigure.Merge(pathway).Sum(s => s.LogOdds);
            NumericAssert.Close(pathway.Posterior, Logit.ToProbability(sum), 0, 2e-3);
        }
    }

    [Fact]
    public void Steps_that_do_not_sum_to_the_posterior_leave_a_visible_remainder()
    {
        var pathway = SamplePersons.Rich().Pathways[0];
        var steps = WaterfallFigure.Merge(pathway with { Waterfall = [.. pathway.Waterfall.SkipLast(2)] });
        Assert.Equal("not attributed", steps[^1].Label);
        NumericAssert.Close(pathway.Posterior, Logit.ToProbability(steps.Sum(s => s.LogOdds)), 1e-9);
    }

    [Fact]
    public void Tiny_steps_are_drawn_as_one_and_kept_in_sum()
    {
        var pathway = SamplePersons.Rich().Pathways[0];
        var many = pathway with { Waterfall = [.. pathway.Waterfall, .. Enumerable.Repeat(new WaterfallStep("tiny", "other", 0.001, []), 4)] };
        var steps = WaterfallFigure.Merge(many);
        Assert.Contains(steps, s => s.Label == "four smaller steps" && Math.Abs(s.LogOdds - 0.004) < 1e-12);
    }

    [Fact]
    public void A_linked_step_leads_to_its_row_of_evidence()
    {
        var root = PageReading.Parse(PersonPage.Render(SamplePersons.Rich()));
        var link = root.Section("why").Named("a").First(a => a.Value.StartsWith("C-reactive", StringComparison.Ordinal));
        var row = root.Section("provenance").Named("tr").Single(r => "#" + r.Attr("id") == link.Attr("href"));
        Assert.StartsWith("e2 C-reactive protein", row.Words(), StringComparison.Ordinal);
        Assert.Contains("phenotype/laboratory.tsv, row 14, crp", row.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_region_with_coordinates_is_drawn_once_in_full_and_once_faintly()
    {
        var brain = SamplePersons.Rich().Brain!;
        var section = PageReading.Parse(PersonPage.Render(SamplePersons.Rich())).Section("brain");
        int drawn = brain.Regions.Count(r => r.Centre is not null);
        Assert.Equal(drawn, section.Named("circle").Count(c => c.Attr("class")!.StartsWith("reg ", StringComparison.Ordinal)));
        Assert.Equal(drawn, section.Named("circle").Count(c => c.Attr("class")!.StartsWith("far ", StringComparison.Ordinal)));
        Assert.Equal(4, section.Named("figure").Count());
        Assert.Contains("4 of 400 regions have no coordinates", section.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_that_was_not_calibrated_says_so()
    {
        var rich = SamplePersons.Rich();
        string page = PersonPage.Render(rich with { Brain = rich.Brain! with { Calibration = null } });
        Assert.Contains("the false-positive rate of this null was not simulated in this run", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Unmeasured_features_are_hatched_or_counted()
    {
        var few = PageReading.Parse(PersonPage.Render(SamplePersons.Rich())).Section("fingerprint");
        Assert.Equal(SamplePersons.Rich().Fingerprint.Count(f => f.Z is null), few.Named("span").Count(s => s.Attr("class") == "tile hatch"));
        var many = PageReading.Parse(PersonPage.Render(SamplePersons.ConnectivityOnly())).Section("fingerprint");
        Assert.Contains("36 not measured", many.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_that_all_reach_zero_single_out_nothing()
    {
        var rich = SamplePersons.Rich();
        var weak = rich with { Combinations = [.. rich.Combinations.Select(c => c with { Interval = new(-0.1, 0.3), ExpectedGain = 0.04 })] };
        string words = PageReading.Parse(PersonPage.Render(weak)).Section("combinations").Words();
        Assert.Contains("these data do not single out an intervention", words, StringComparison.Ordinal);
        Assert.Contains("−0.04 symptoms (−0.30 to +0.10)", words, StringComparison.Ordinal);
        Assert.DoesNotContain("single out", PageReading.Parse(PersonPage.Render(rich)).Section("combinations").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_without_pathways_still_has_a_page()
    {
        var empty = SamplePersons.GeneticsOnly() with { Pathways = [], GridColumns = [], Fingerprint = [], NextMeasurements = [], Evidence = [], Methods = [], Limits = [] };
        Assert.Equal(Sections, PageReading.Parse(PersonPage.Render(empty)).Named("section").Select(s => s.Attr("id")));
    }

    private static string Answer(PersonResult person) => PageReading.Parse(PersonPage.Render(person)).Section("answer").Words();
}
