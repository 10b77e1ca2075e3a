using Etiogrid.Reporting.Cohort;
using Etiogrid.Reporting.Tests.Samples;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Cohort;

public sealed class CohortPageTests
{
    private static readonly string[] Sections =
        ["answer", "print", "calibration", "coverage", "flow", "reliability", "outcomes", "failures", "limits", "methods", "provenance"];

    [Fact]
    public void Sections_stand_in_reading_order() =>
        Assert.All(SamplePages.Cohorts.Values, page => Assert.Equal(Sections, PageReading.Parse(page).Named("section").Select(s => s.Attr("id"))));

    [Fact]
    public void Each_person_has_a_row_and_a_link_to_their_page()
    {
        var cohort = SampleCohorts.Simulated();
        var table = PageReading.Parse(CohortPage.Render(cohort)).Section("print").Named("table").First();
        Assert.Equal(cohort.People.Select(p => p.Page).Order(StringComparer.Ordinal), table.Named("a").Select(a => a.Attr("href")!).Order(StringComparer.Ordinal));
        Assert.Equal(60 * 35, table.Named("td").Count());
        Assert.Equal(["control", "depression"], table.Named("tbody").Select(b => b.Attr("data-group")));
    }

    [Fact]
    public void Too_many_people_are_joined_and_still_listed()
    {
        var root = PageReading.Parse(CohortPage.Render(SampleCohorts.Simulated(1000)));
        var print = root.Section("print");
        Assert.InRange(print.Named("table").First().Named("td").Count(), 1, CohortView.MostCells);
        Assert.Equal(1000, print.Named("details").Last().Named("a").Count());
    }

    [Fact]
    public void Tiles_hold_everyone_once_and_keep_the_mean()
    {
        var view = new CohortView(SampleCohorts.Simulated(1000));
        var tiles = view.Tiles();
        Assert.Equal(1000, tiles.Sum(t => t.People));
        double mean = view.People.Average(p => p.Posteriors[3]);
        NumericAssert.Close(mean, tiles.Sum(t => t.Means[3] * t.People) / 1000, 1e-12);
    }

    [Fact]
    public void A_link_that_leaves_the_folder_is_not_a_link()
    {
        var cohort = SampleCohorts.Simulated(3);
        var hostile = cohort with { People = [.. cohort.People.Select(p => p with { Page = "javascript:alert(1)" })] };
        Assert.Empty(PageReading.Parse(CohortPage.Render(hostile)).Section("print").Named("a"));
    }

    [Fact]
    public void A_null_result_reads_as_one()
    {
        string words = PageReading.Parse(CohortPage.Render(SampleCohorts.Simulated())).Section("outcomes").Words();
        Assert.Contains("A null result: of 14 associations none survives correction (smallest q 0.42)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_reads_as_one_with_its_caution()
    {
        string verdict = OutcomeSection.Verdict([new("o", "f", 50, 0.5, 0.0001, 0.001), new("o", "g", 50, 0.1, 0.4, 0.6)]);
        Assert.StartsWith("One of 2 associations survives correction", verdict, StringComparison.Ordinal);
        Assert.Contains("replicate before use", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_calibrations_stand_side_by_side_with_every_bin()
    {
        var section = PageReading.Parse(CohortPage.Render(SampleCohorts.Simulated())).Section("calibration");
        Assert.Equal(2, section.Named("figure").Count());
        Assert.Equal(10, section.Named("circle").Count());
        Assert.Equal(20, section.Named("tbody").Single().Named("tr").Count());
        Assert.Contains("calibration error 0.018", section.Words(), StringComparison.Ordinal);
        Assert.Contains("calibration error 0.137", section.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_study_has_no_calibration_and_says_why()
    {
        var root = PageReading.Parse(CohortPage.Render(SampleCohorts.Real()));
        Assert.Contains("The truth is not known in a real study", root.Section("calibration").Words(), StringComparison.Ordinal);
        Assert.Contains("reliability could not be measured", root.Section("reliability").Words(), StringComparison.Ordinal);
        Assert.Contains("Nothing failed", root.Section("failures").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Simulated", root.Named("main").Single().Words()[..200], StringComparison.Ordinal);
    }

    [Fact]
    public void Joint_inference_is_called_better_only_when_it_is()
    {
        var cohort = SampleCohorts.Simulated(4);
        var swapped = cohort with { Truth = new TruthComparison(4, cohort.Truth!.Naive, cohort.Truth.Joint) };
        Assert.Contains("joint inference is better calibrated", Answer(cohort), StringComparison.Ordinal);
        Assert.Contains("joint inference is not better calibrated here", Answer(swapped), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_cohort_still_has_a_page()
    {
        var empty = SampleCohorts.Simulated(4) with { People = [], Coverage = [], Attrition = [], Truth = null, Reliability = [], Outcomes = [] };
        Assert.Contains("Nobody could be computed", Answer(empty), StringComparison.Ordinal);
    }

    private static string Answer(CohortResult cohort) => PageReading.Parse(CohortPage.Render(cohort)).Section("answer").Words();
}
