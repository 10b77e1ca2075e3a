using System.Globalization;
using System.Text.Json.Nodes;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Simulation.Cohorts;
using Etiogrid.Studies.Cohorts;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Demo;

/// <summary>The main job on people whose truth is known: simulate, run both levels, compare posteriors with the truth.</summary>
public static class DemoRun
{
    /// <summary>One control for every two patients: enough of a reference, most people worth a page.</summary>
    private const int PeoplePerControl = 3;

    /// <summary>Enough to tell a state from a trait in some patients and not in others.</summary>
    private const int PatientVisits = 6;

    /// <summary>Runs the demo and writes <c>demo_summary.json</c>.</summary>
    public static Parsed<DemoSummary> Execute(DemoRequest request, Func<PersonResult, string> personPage, Func<CohortResult, string> cohortPage, Action<RunProgress> progress, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(clock);
        long start = clock.GetTimestamp();
        string study = Path.Combine(request.OutputFolder, "study");
        progress(new("simulating", 0, request.People, ""));
        return Simulate(request, study).Then(_ =>
        {
            var run = new RunRequest { StudyFolder = study, OutputFolder = request.OutputFolder, Seed = request.Seed, Threads = request.Threads, Cancellation = request.Cancellation };
            return StudyPipeline.RunParticipants(run, personPage, progress).Then(outcome =>
                CohortPipeline.Run(run, cohortPage, progress).Select(cohort => Summarise(request, outcome, cohort, clock.GetElapsedTime(start).TotalSeconds)));
        });
    }

    private static Parsed<SimulatedCohort> Simulate(DemoRequest request, string study)
    {
        int controls = Math.Max(12, request.People / PeoplePerControl);
        var knowledge = KnowledgeBase.Load();
        var grid = knowledge.BuildGrid();
        var design = new CohortDesign
        {
            Name = "Etiogrid demo",
            Patients = request.People - controls,
            Controls = controls,
            Seed = request.Seed,
            Threads = request.Threads,
            Visits = PatientVisits,
            GeneSets = [.. knowledge.Pathways.Where(p => p.Genes.Count > 0).Select(p => new PathwayGeneSet(p.Id, p.Genes))],
        };
        return CohortSimulator.Write(grid, design, study);
    }

    private static DemoSummary Summarise(DemoRequest request, RunOutcome outcome, CohortResult cohort, double seconds)
    {
        var truth = cohort.Truth ?? throw new InvalidOperationException("A simulated cohort has a truth.");
        var json = new JsonObject
        {
            ["people"] = cohort.People.Count,
            ["seconds"] = Math.Round(seconds, 2),
            ["ece_joint"] = truth.Joint.ExpectedCalibrationError,
            ["ece_naive"] = truth.Naive.ExpectedCalibrationError,
            ["auc_joint"] = truth.Joint.Auc,
            ["auc_naive"] = truth.Naive.Auc,
            ["brier_joint"] = truth.Joint.Brier,
            ["brier_naive"] = truth.Naive.Brier,
        };
        AtomicFile.WriteText(Path.Combine(request.OutputFolder, "demo_summary.json"), json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n");
        return new(Words(request, outcome, cohort, truth, seconds), outcome.ExitCode);
    }

    private static string Words(DemoRequest request, RunOutcome outcome, CohortResult cohort, TruthComparison truth, double seconds)
    {
        string first = Path.Combine(request.OutputFolder, cohort.People[0].Page);
        return string.Create(CultureInfo.InvariantCulture, $"""
            {cohort.People.Count} simulated people in {seconds:0.0} s; posteriors of {truth.People} patients against the truth, {truth.Joint.Bins.Sum(b => b.Count)} pathway states:

                                          joint inference   naive product
              calibration error (0 best)           {truth.Joint.ExpectedCalibrationError:0.0000}          {truth.Naive.ExpectedCalibrationError:0.0000}
              area under ROC (1 best)              {truth.Joint.Auc:0.0000}          {truth.Naive.Auc:0.0000}
              Brier score (0 best)                 {truth.Joint.Brier:0.0000}          {truth.Naive.Brier:0.0000}

            pages:    {first} and {cohort.People.Count - 1} more
            cohort:   {Path.Combine(request.OutputFolder, "group.html")}
            numbers:  {Path.Combine(request.OutputFolder, "demo_summary.json")}
            Research use only. Not a diagnosis.
            {outcome.ClosingLine}

            """);
    }
}
