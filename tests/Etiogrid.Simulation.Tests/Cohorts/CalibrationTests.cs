using Etiogrid.Core.Measures;
using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

/// <summary>
/// The simulated world is the one inference believes in: posteriors of simulated patients, computed exactly with the same
/// general grid and with modalities missing at random, are calibrated; the naive product of likelihood ratios is not.
/// </summary>
public sealed class CalibrationTests
{
    private const int Patients = 1500;
    private static readonly (double Posterior, double Naive, bool Causal, bool Altered, double Alteration)[] Pairs = Infer();

    [Fact]
    public void Joint_posteriors_of_simulated_patients_are_calibrated()
    {
        Assert.InRange(ChiSquared.UpperTail(HosmerLemeshow(p => p.Posterior, p => p.Causal), 10), 1e-3, 1);
        Assert.InRange(ChiSquared.UpperTail(HosmerLemeshow(p => p.Alteration, p => p.Altered), 10), 1e-3, 1);
    }

    [Fact]
    public void The_naive_product_is_overconfident()
    {
        Assert.True(ChiSquared.UpperTail(HosmerLemeshow(p => p.Naive, p => p.Causal), 10) < 1e-6);
        Assert.True(Pairs.Average(p => Squared(p.Naive, p.Causal)) > Pairs.Average(p => Squared(p.Posterior, p.Causal)) + 0.002);
    }

    private static double Squared(double probability, bool outcome)
    {
        double error = (outcome ? 1 : 0) - probability;
        return error * error;
    }

    /// <summary>Chi-square of observed against expected counts in ten bands of equal size.</summary>
    private static double HosmerLemeshow(Func<(double Posterior, double Naive, bool Causal, bool Altered, double Alteration), double> probability, Func<(double Posterior, double Naive, bool Causal, bool Altered, double Alteration), bool> outcome)
    {
        double chi2 = 0;
        foreach (var band in Pairs.OrderBy(probability).Chunk((Pairs.Length + 9) / 10))
        {
            double expected = band.Sum(probability);
            double difference = band.Count(outcome) - expected;
            chi2 += difference * difference / band.Sum(p => probability(p) * (1 - probability(p)));
        }

        return chi2;
    }

    private static (double, double, bool, bool, double)[] Infer()
    {
        var grid = SmallGrid.Create(prevalenceSd: 1);
        var cohort = CohortSampler.Draw(grid, SmallGrid.Design(Patients, 0, seed: 5) with { GeneVariants = 90, BackgroundVariants = 0 });
        var builder = PersonModelBuilder.Create(grid).Value;
        var pairs = new (double, double, bool, bool, double)[Patients * grid.Pathways.Count];
        Parallel.For(0, Patients, n =>
        {
            var person = cohort.People[n];
            var model = builder.Build(Inputs(cohort, person)).Value.Model;
            var posterior = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration, Threads = 1 }).Value;
            var naive = NaiveProduct.Causal(model);
            for (int k = 0; k < grid.Pathways.Count; k++)
            {
                var state = person.Pathways[k].State;
                pairs[(n * grid.Pathways.Count) + k] = (posterior.Causal(k), naive[k], state == PathwayState.Causal, state != PathwayState.None, posterior.Altered(k));
            }
        });
        return pairs;
    }

    private static PersonInputs Inputs(SimulatedCohort cohort, SimulatedPerson person)
    {
        var grid = cohort.Grid;
        var random = Philox.For(99, person.Label, "missing");
        bool genotyped = random.NextBernoulli(0.7);
        bool scanned = random.NextBernoulli(0.8);
        int[] maps = [.. Enumerable.Range(0, grid.Markers.Count).Where(m => MarkerModel.IsColocalization(grid.Markers[m]))];
        int[] labs = [.. Enumerable.Range(0, grid.Markers.Count).Where(m => grid.Markers[m].Modality == Modality.Laboratory)];
        return new(
            person.Label,
            [.. grid.Pathways.Select((p, k) => (p.Id, person.Pathways[k].ScoreZ)).Where(s => genotyped && s.ScoreZ is not null).Select(s => new PathwayScore(s.Id, s.ScoreZ!.Value))],
            [.. grid.Exposures.Select((e, i) => new ExposureObservation(e.Id, random.NextBernoulli(0.1) ? null : person.Exposed[i]))],
            [.. grid.Symptoms.Select((s, d) => new SymptomObservation(s.Id, random.NextBernoulli(0.1) ? null : person.Symptoms[d]))],
            [.. grid.Markers.Select((m, i) => new MarkerObservation(m.Id, MarkerModel.IsColocalization(m) && !scanned ? null : person.MarkerZ[i]))],
            [Group(cohort, maps, sharesSignal: true), Group(cohort, labs, sharesSignal: false)]);
    }

    private static MarkerCorrelation Group(SimulatedCohort cohort, int[] markers, bool sharesSignal)
    {
        var part = new Matrix(markers.Length, markers.Length);
        for (int i = 0; i < markers.Length; i++)
        {
            for (int j = 0; j < markers.Length; j++)
            {
                part[i, j] = cohort.Markers.Covariance[markers[i], markers[j]];
            }
        }

        return new([.. markers.Select(m => cohort.Grid.Markers[m].Id)], part, sharesSignal);
    }
}
