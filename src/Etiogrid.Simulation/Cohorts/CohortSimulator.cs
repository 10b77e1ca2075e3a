using Etiogrid.Core.Diagnostics;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Writes a simulated cohort as a complete BIDS study with its truth. Method page: <c>docs/methods/simulation.md</c>.</summary>
public static class CohortSimulator
{
    /// <summary>
    /// Draws a cohort and writes it. The folder must be absent or empty; it appears whole or not at all.
    /// The same grid, design and seed give the same bytes for any number of threads.
    /// Errors: E290 the folder is not empty, E291 it is a file.
    /// </summary>
    /// <param name="grid">Source of every effect.</param>
    /// <param name="design">Sizes, rates, gene sets, seed.</param>
    /// <param name="folder">Study folder to make.</param>
    /// <param name="progress">Told which part is done, in words.</param>
    public static Parsed<SimulatedCohort> Write(GeneralGrid grid, CohortDesign design, string folder, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (File.Exists(folder))
        {
            return Parsed.Failed<SimulatedCohort>(Diagnostic.Error("E291", "The output is a file, not a folder", new(folder), fix: "Name a new folder"));
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return Parsed.Failed<SimulatedCohort>(Diagnostic.Error("E290", "The output folder is not empty", new(folder), expected: "a new or empty folder", fix: "Name another folder, or remove this one"));
        }

        var cohort = CohortSampler.Draw(grid, design);
        progress?.Report($"drew {design.Patients} patients and {design.Controls} controls");
        var study = new StudyFolder(folder);
        try
        {
            WriteAll(cohort, study, progress);
            study.Commit();
        }
        catch
        {
            study.Discard();
            throw;
        }

        return Parsed.Of(cohort);
    }

    private static void WriteAll(SimulatedCohort cohort, StudyFolder study, IProgress<string>? progress)
    {
        var absence = new Absence(cohort);
        GeneticFiles.Write(cohort, absence, study);
        progress?.Report($"wrote genotypes of {cohort.Genome.Variants.Count} variants");
        PhenotypeFiles.Write(cohort, absence, study);
        double brainError = BrainFiles.Write(cohort, absence, study);
        progress?.Report("wrote maps and time series");
        TruthFiles.Write(cohort, absence, brainError, study);
        DescriptionFiles.Write(cohort, study);
        StudyYaml.Write(cohort, study);
    }
}
