using Etiogrid.Files;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

public sealed class FollowUpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_visit_is_the_person_of_a_study_with_one_visit()
    {
        var one = Labs(Write("one", 1));
        var six = Labs(Write("six", 6)).Where(r => r.Session is "ses-1").ToList();
        Assert.Equal(one.Select(r => r.Person), six.Select(r => r.Person));

        // Cells of one visit are missing at random keyed by order, so only cells present in both are compared.
        var both = one.Zip(six).Where(p => p.First.Crp is not null && p.Second.Crp is not null).ToList();
        Assert.True(both.Count > 30, $"{both.Count} people");
        Assert.All(both, p => Assert.Equal(p.First.Crp, p.Second.Crp));
    }

    [Fact]
    public void Every_patient_is_dated_at_every_visit_and_controls_come_once()
    {
        string study = Write("study", 4);
        var visits = DelimitedTable.Read(Path.Combine(study, "phenotype/visits.tsv")).Value;
        Assert.Equal(30 * 4, visits.Rows.Count);
        foreach (var person in visits.Rows.GroupBy(r => r[0], StringComparer.Ordinal))
        {
            double[] days = [.. person.Select(r => double.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(0, days[0]);
            Assert.All(days.Zip(days.Skip(1)), d => Assert.InRange(d.Second - d.First, 10, 90));
        }

        Assert.Equal((30 * 4) + 20, Labs(study).Count);
        Assert.Contains("visits: {file: ../phenotype/visits.tsv, days: days, severity: severity}", File.ReadAllText(Path.Combine(study, "code/study.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_follows_the_severity_and_a_trait_does_not()
    {
        var design = SmallGrid.Design(patients: 400, controls: 0) with { Visits = 5, MissingLaboratory = 0, AbsentLaboratory = 0, Volumes = 50, AbsentTimeSeries = 0.95, AbsentMaps = 0.95 };
        var cohort = CohortSampler.Draw(SmallGrid.Create(prevalence: 0.4), design);
        int immune = Array.IndexOf(SmallGrid.Keys, "immune");
        int crp = cohort.Grid.Markers.ToList().FindIndex(m => m.Id == "crp");
        var slopes = cohort.People.Where(p => p.Pathways[immune].State != PathwayState.None)
            .Select(p => FollowUp.Draw(cohort, p))
            .ToLookup(v => v.IsState[immune], v => Slope(v.Severity, [.. v.MarkerZ.Select(z => z[crp])]));
        double loading = cohort.Grid.Markers[crp].Loadings.Single(l => l.Pathway == SmallGrid.Id("immune")).Loading.Mean;
        NumericAssert.Close(loading, Median(slopes[true]), 0, 0.3);
        NumericAssert.Close(0, Median(slopes[false]), 0, 0.3);
    }

    private static double Slope(double[] x, double[] y) => Moments.Pearson(x, y) * Moments.StandardDeviation(y) / Moments.StandardDeviation(x);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        Assert.True(sorted.Length > 30, $"{sorted.Length} people");
        return sorted[sorted.Length / 2];
    }

    private static List<(string Person, string? Session, string? Crp)> Labs(string study)
    {
        var table = DelimitedTable.Read(Path.Combine(study, "phenotype/labs.tsv")).Value;
        int session = table.ColumnOf("session_id");
        int crp = table.ColumnOf("crp");
        return [.. table.Rows.Select(r => (r[0], session < 0 ? null : r[session], Cell.IsMissing(r[crp]) ? null : r[crp]))];
    }

    private string Write(string name, int visits)
    {
        string path = Path.Combine(_folder.Path, name);
        Assert.True(CohortSimulator.Write(SmallGrid.Create(), SmallGrid.Design() with { Visits = visits }, path).HasValue);
        return path;
    }
}
