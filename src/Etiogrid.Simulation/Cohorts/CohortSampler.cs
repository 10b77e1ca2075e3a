using System.Globalization;
using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Draws people from GRID-3. Patients: exposures at population frequency, genotypes in Hardy-Weinberg proportions, pathway
/// states from the prior with the grid's prevalence (its uncertainty integrated, as inference does), which is the prevalence
/// among symptomatic people; no further conditioning, in particular none on symptoms. Controls: the same exposures and genotypes, every pathway unaltered.
/// Every draw is keyed by (seed, person, purpose).
/// </summary>
public static class CohortSampler
{
    /// <summary>Draws the cohort.</summary>
    public static SimulatedCohort Draw(GeneralGrid grid, CohortDesign design)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(design);
        CheckSets(grid, design);
        var parcellation = BrainGeometry.Create(design.Regions);
        var targets = grid.Markers.Where(MarkerModel.IsColocalization).Select(m => m.Target);
        var atlas = ReceptorAtlas.Draw(parcellation, targets, design.Seed);
        var genome = GenomeLayout.Draw(design.GeneSets, design.GeneVariants, design.BackgroundVariants, design.Seed);
        int[] setOf = [.. grid.Pathways.Select(p => SetOf(p.Id, design, genome))];
        var cohort = new SimulatedCohort(
            grid,
            design,
            parcellation,
            atlas,
            genome,
            new PathwayScores(genome),
            new LiabilityModel(grid),
            new StateSampler(grid),
            new MarkerModel(grid, atlas, design),
            []);
        var people = new SimulatedPerson[design.People];
        Parallel.For(0, people.Length, ThreadsOf(design), n => people[n] = DrawPerson(cohort, setOf, n));
        return cohort with { People = people };
    }

    internal static ParallelOptions ThreadsOf(CohortDesign design) =>
        new() { MaxDegreeOfParallelism = design.Threads == 0 ? Environment.ProcessorCount : design.Threads };

    private static void CheckSets(GeneralGrid grid, CohortDesign design)
    {
        var known = grid.Pathways.Select(p => p.Id).ToHashSet();
        foreach (var set in design.GeneSets)
        {
            if (!known.Remove(set.Pathway))
            {
                throw new ArgumentException($"The gene set '{set.Pathway}' belongs to no pathway of the grid, or to one that already has a set.", nameof(design));
            }
        }
    }

    private static int SetOf(PathwayId pathway, CohortDesign design, GenomeLayout genome)
    {
        for (int s = 0; s < design.GeneSets.Count; s++)
        {
            if (design.GeneSets[s].Pathway == pathway && genome.Members[s].Length > 0)
            {
                return s;
            }
        }

        return -1;
    }

    private static SimulatedPerson DrawPerson(SimulatedCohort cohort, int[] setOf, int index)
    {
        var design = cohort.Design;
        int digits = Math.Max(2, design.People.ToString(CultureInfo.InvariantCulture).Length);
        string label = (index + 1).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        bool control = index >= design.Patients;
        byte[] dosages = DrawDosages(cohort.Genome, Philox.For(design.Seed, label, "genotypes"));
        var random = Philox.For(design.Seed, label, "exposures");
        bool[] exposed = [.. cohort.Grid.Exposures.Select(e => random.NextBernoulli(e.Frequency))];
        var pathways = cohort.Liability.Priors(label, [.. setOf.Select(s => s < 0 ? null : cohort.Scores.Z(s, dosages))], exposed);
        if (!control)
        {
            cohort.States.DrawStates(pathways, Philox.For(design.Seed, label, "states"));
        }

        random = Philox.For(design.Seed, label, "symptoms");
        bool[] symptoms = [.. cohort.States.SymptomProbabilities(pathways).Select(p => random.NextBernoulli(p))];
        var means = cohort.Markers.Means(pathways);
        var (markers, atlas) = cohort.Markers.Draw(means.Markers, means.Atlas, Philox.For(design.Seed, label, "markers"));
        return new(label, control, dosages, exposed, pathways, symptoms, means.Markers, markers, atlas);
    }

    private static byte[] DrawDosages(GenomeLayout genome, Philox random)
    {
        byte[] dosages = new byte[genome.Variants.Count];
        for (int v = 0; v < dosages.Length; v++)
        {
            double p = genome.Variants[v].Frequency;
            double u = random.NextDouble();
            dosages[v] = (byte)(u < p * p ? 2 : u < p * (2 - p) ? 1 : 0);
        }

        return dosages;
    }
}
