using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Inference.Tests.Learning;

/// <summary>log p(outcomes | parameters) of a trial, from the specification's formulas by name, slowly.</summary>
internal static class LearningBruteForce
{
    public static double LogLikelihood(GeneralGrid grid, TrialContribution trial, LearningPrior prior, double[] theta)
    {
        double At(ParameterId id) => theta[prior.IndexOf(id)];
        double total = 0;
        foreach (var person in trial.People)
        {
            double top = 0;
            double bottom = 0;
            foreach (var c in person.Configurations)
            {
                double w = c.Weight * Prior(grid, c.States, x => Chance(At(ParameterId.Of(x)))) / Prior(grid, c.States, x => Chance(x.LogitKappa.Mean));
                bottom += w;
                top += w * Outcome(grid, trial, person, c.States, At, theta[^3], theta[^2], theta[^1]);
            }

            total += Math.Log(top / bottom);
        }

        return total;
    }

    private static double Outcome(GeneralGrid grid, TrialContribution trial, TrialPerson person, IReadOnlyList<int> states, Func<ParameterId, double> at, double persistence, double drift, double logSd)
    {
        double Present(SymptomParameters s, bool treated)
        {
            double absent = 1 - Chance(s.LogitLeak.Mean);
            foreach (var l in s.Links)
            {
                bool on = Kind(grid, l.Pathway.Key, states) == (1, l.Direction);
                absent *= on ? 1 - (Chance(at(ParameterId.Of(s.Id, l))) * (treated ? Remaining(grid, person, l.Pathway.Key, l.Direction, at) : 1)) : 1;
            }

            return 1 - absent;
        }

        double p = 1;
        foreach (var (symptom, present) in person.Symptoms)
        {
            double chance = Chance(persistence) * Present(grid.Symptoms.Single(s => s.Id.Key == symptom), true);
            p *= present ? chance : 1 - chance;
        }

        foreach (var (marker, z) in person.Markers)
        {
            double mean = grid.Markers.Single(m => m.Id == marker).Loadings.Where(l => Kind(grid, l.Pathway.Key, states) is { Item1: > 0 } k && k.Item2 == l.Direction)
                .Sum(l => at(ParameterId.Of(marker, l)) * Remaining(grid, person, l.Pathway.Key, l.Direction, at));
            p *= Math.Exp(-0.5 * (z - mean) * (z - mean)) / Math.Sqrt(2 * Math.PI);
        }

        if (person.Change is { } change)
        {
            double mean = drift + (trial.ScalePoints * grid.Symptoms.Average(s => Present(s, true) - Present(s, false)));
            double e = (change - mean) / Math.Exp(logSd);
            p *= Math.Exp(-0.5 * e * e) / Math.Exp(logSd) / Math.Sqrt(2 * Math.PI);
        }

        return p;
    }

    private static double Remaining(GeneralGrid grid, TrialPerson person, string pathway, AlterationDirection direction, Func<ParameterId, double> at)
    {
        double r = 1;
        foreach (var i in grid.Interventions.Where(i => person.Arm.Contains(i.Id.Key)))
        {
            foreach (var e in i.Effects.Where(e => e.Pathway.Key == pathway))
            {
                double efficacy = Chance(at(ParameterId.Of(i.Id, e)));
                r *= e.Corrects is null || e.Corrects == direction ? 1 - efficacy : 1 + (0.5 * efficacy);
            }
        }

        return r;
    }

    /// <summary>P(compensatory states | causal states), by the formula of the specification.</summary>
    private static double Prior(GeneralGrid grid, IReadOnlyList<int> states, Func<CompensationCoupling, double> kappa)
    {
        double rho = Chance(grid.LogitSpontaneousChange.Mean);
        double p = 1;
        foreach (var pathway in grid.Pathways)
        {
            var (kind, direction) = Kind(grid, pathway.Id.Key, states);
            if (kind == 1)
            {
                continue;
            }

            double Miss(AlterationDirection d) => grid.Couplings.Where(c => c.Responder == pathway.Id && Kind(grid, c.Cause.Key, states) is { Item1: 1 } k && (int)k.Item2 * c.Sign == (int)d)
                .Aggregate(1.0, (m, c) => m * (1 - kappa(c)));
            double Changed(DirectionWeight d) => (rho * d.Weight) + ((1 - rho) * 0.5 * (1 - Miss(d.Direction)) * (1 + (pathway.Directions.Count > 1 ? Miss((AlterationDirection)(-(int)d.Direction)) : 1)));
            p *= kind == 2 ? Changed(pathway.Directions.Single(d => d.Direction == direction)) : 1 - pathway.Directions.Sum(Changed);
        }

        return p;
    }

    private static (int Kind, AlterationDirection Direction) Kind(GeneralGrid grid, string pathway, IReadOnlyList<int> states)
    {
        int k = Enumerable.Range(0, grid.Pathways.Count).Single(i => grid.Pathways[i].Id.Key == pathway);
        int n = grid.Pathways[k].Directions.Count;
        return states[k] == 0 ? (0, 0) : (states[k] <= n ? 1 : 2, grid.Pathways[k].Directions[(states[k] - 1) % n].Direction);
    }

    private static double Chance(double logit) => 1 / (1 + Math.Exp(-logit));
}
