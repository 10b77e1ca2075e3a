using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work behind the <c>simulate</c> verbs.</summary>
public static class SimulationTools
{
    /// <summary>Share of controls where the caller names no number.</summary>
    private const int OneControlIn = 3;

    /// <summary>Simulates a cohort from the knowledge base and writes it as a study folder; the table counts what was written.</summary>
    public static Parsed<Table> Cohort(SimulateCohortOptions options, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var knowledge = KnowledgeBase.Load();
        var grid = knowledge.BuildGrid(options.IncludeUnverified);
        return CohortSimulator.Write(grid, DesignOf(options, knowledge, grid), options.Folder, progress).Select(Summary);
    }

    /// <summary>The design of a cohort whose polygenic scores are made of the representative genes of each pathway.</summary>
    public static CohortDesign DesignOf(SimulateCohortOptions options, KnowledgeBase knowledge, GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(grid);
        int controls = options.Controls ?? options.People / OneControlIn;
        var known = grid.Pathways.Select(p => p.Id).ToHashSet();
        return new()
        {
            Patients = options.People - controls,
            Controls = controls,
            Seed = options.Seed,
            Threads = options.Threads,
            Visits = options.Visits,
            GeneSets = [.. knowledge.Pathways.Where(p => known.Contains(p.Id) && p.Genes.Count > 0).Select(p => new PathwayGeneSet(p.Id, p.Genes))],
        };
    }

    private static Table Summary(SimulatedCohort cohort)
    {
        var patients = cohort.People.Where(p => !p.IsControl).ToArray();
        int Count(PathwayState state) => patients.Sum(p => p.Pathways.Count(s => s.State == state));
        var table = new Table("quantity", "value");
        table.Add("patients", cohort.Design.Patients);
        table.Add("controls", cohort.Design.Controls);
        table.Add("pathways", cohort.Grid.Pathways.Count);
        table.Add("causal_alterations", Count(PathwayState.Causal));
        table.Add("compensatory_alterations", Count(PathwayState.Compensatory));
        table.Add("variants", cohort.Genome.Variants.Count);
        table.Add("genes", cohort.Genome.Genes.Count);
        table.Add("regions", cohort.Parcellation.Regions.Count);
        table.Add("markers", cohort.Grid.Markers.Count);
        table.Add("grid_sha256", cohort.Grid.Sha256);
        return table;
    }
}
