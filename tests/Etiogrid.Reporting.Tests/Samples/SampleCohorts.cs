using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Invented cohorts.</summary>
internal static class SampleCohorts
{
    /// <summary>A simulated cohort with truth.</summary>
    public static CohortResult Simulated(int people = 60) => new()
    {
        Run = SamplePersons.Run,
        Pathways = [.. SamplePathways.Names.Select((n, k) => new CohortPathway(n.Id, n.Name, n.Short, 0.24 / (1 + (0.08 * k))))],
        People = [.. Enumerable.Range(0, people).Select(Person)],
        Attrition =
        [
            new("listed", people + 4, "participants.tsv"), new("with data", people + 2, "2 people have no file"), new("computed", people, "2 failed"),
            new("with two sessions", people / 3, "reliability"),
        ],
        Coverage = [.. new[] { "Genotypes", "Exposures", "Symptoms", "Labs", "Brain maps", "Resting fMRI", "EEG" }.Select((m, k) => Coverage(m, k, people))],
        Truth = new(people, Calibration(0.018, 0.861, 0.071, 0.02), Calibration(0.137, 0.802, 0.121, 0.35)),
        Reliability = [.. Enumerable.Range(0, 9).Select(i => new ReliabilityRow($"f{i}", i == 0 ? "C-reactive protein" : $"feature {i}", 20, 0.86 - (0.09 * i), new(0.7 - (0.12 * i), 0.94 - (0.05 * i))))],
        Outcomes = [.. Enumerable.Range(0, 14).Select(i => new OutcomeAssociation("symptom change at 12 months", $"mean strength {i}", 48, 0.3 * SamplePathways.Wave(i, 2), 0.03 + (0.06 * i), Math.Min(1, 0.42 + (0.05 * i))))],
        Limits = ["Simulated people carry only what the general grid knows.", "One sample; no external validation."],
        Failures = ["E231 sub-0031 phenotype/labs.tsv row 14 col crp_mg_l: \"12,4\" is not a number. Decimal comma? Use 12.4.", "E110 sub-0044: time series is empty."],
        Methods = SamplePersons.Rich().Methods,
    };

    /// <summary>A real study: no truth, no groups, no second session, failures none.</summary>
    public static CohortResult Real() => Simulated(55) with
    {
        Run = SamplePersons.Run with { Simulated = false, StudyName = "stages-fep" },
        People = [.. Enumerable.Range(0, 55).Select(i => Person(i) with { Group = "", Site = "" })],
        Truth = null,
        Reliability = [],
        Failures = [],
    };

    private static CohortPerson Person(int i)
    {
        string label = (i + 1).ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
        var posteriors = SamplePathways.Names.Select((_, k) => Math.Clamp(0.14 + (0.13 * SamplePathways.Wave(i, k)) + (k == (i * 7) % 11 ? 0.5 : 0), 0.002, 0.98)).ToList();
        var modalities = Enumerable.Range(0, 7).Select(k => State(i, k)).ToList();
        return new(label, i % 3 == 0 ? "1" : null, i % 4 == 0 ? "control" : "depression", i % 2 == 0 ? "north" : "south", posteriors, modalities, $"sub-{label}.html");
    }

    private static Presence State(int i, int k) => k == 6 ? Presence.Absent : (i + (3 * k)) % 9 == 0 ? Presence.Absent : (i * k) % 11 == 5 ? Presence.Partial : Presence.Measured;

    private static ModalityCoverage Coverage(string name, int k, int people)
    {
        var states = Enumerable.Range(0, people).Select(i => State(i, k)).ToList();
        return new(name, states.Count(s => s == Presence.Measured), states.Count(s => s == Presence.Partial), states.Count(s => s == Presence.Absent));
    }

    private static CalibrationResult Calibration(double error, double auc, double brier, double bend) =>
        new(error, auc, brier, [.. Enumerable.Range(0, 10).Select(i => (p: 0.02 + (0.095 * i), i)).Select(x => new CalibrationBin(x.p, Math.Clamp(x.p - (bend * x.p * x.p) + (0.015 * SamplePathways.Wave(x.i, 1)), 0, 1), 210))]);
}
