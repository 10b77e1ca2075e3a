using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Draws pathway states and symptoms from GRID-3 (specification §1.2 (1)-(3)) at the grid's mean parameters.
/// A pathway that is not causal changes secondarily: with probability rho0 spontaneously, in a direction drawn by its
/// weights; otherwise each causal pathway coupled to it acts with probability kappa, towards sign x its own direction; where
/// both directions are acted on, a fair coin decides which came first. A response the responder cannot show does not occur.
/// </summary>
public sealed class StateSampler
{
    private readonly GeneralGrid _grid;
    private readonly (int Cause, int Sign, double Kappa)[][] _causes;
    private readonly (double Leak, (int Pathway, AlterationDirection Direction, double Lambda)[] Links)[] _symptoms;
    private readonly double _spontaneous;

    /// <summary>A sampler for a grid.</summary>
    public StateSampler(GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _grid = grid;
        _spontaneous = Logit.ToProbability(grid.LogitSpontaneousChange.Mean);
        var position = grid.Pathways.Select((p, k) => (p.Id, k)).ToDictionary(x => x.Id, x => x.k);
        _causes = [.. grid.Pathways.Select(p => grid.Couplings.Where(c => c.Responder == p.Id)
            .Select(c => (position[c.Cause], c.Sign, Logit.ToProbability(c.LogitKappa.Mean))).ToArray())];
        _symptoms = [.. grid.Symptoms.Select(s => (Logit.ToProbability(s.LogitLeak.Mean),
            s.Links.Select(l => (position[l.Pathway], l.Direction, Logit.ToProbability(l.LogitLambda.Mean))).ToArray()))];
    }

    /// <summary>States of all pathways given their priors by direction; fills <c>State</c> and <c>Direction</c>.</summary>
    public void DrawStates(Span<PathwayTruth> pathways, Philox random)
    {
        for (int k = 0; k < pathways.Length; k++)
        {
            double u = random.NextDouble();
            if (u < pathways[k].Prior)
            {
                var direction = u < pathways[k].PriorDown ? AlterationDirection.Hypofunction : AlterationDirection.Hyperfunction;
                pathways[k] = pathways[k] with { State = PathwayState.Causal, Direction = direction };
            }
        }

        for (int k = 0; k < pathways.Length; k++)
        {
            if (pathways[k].State != PathwayState.Causal && DrawResponse(k, pathways, random) is { } direction)
            {
                pathways[k] = pathways[k] with { State = PathwayState.Compensatory, Direction = direction };
            }
        }
    }

    /// <summary>Probability of each symptom given the causal pathways: 1 - (1 - leak) prod (1 - lambda).</summary>
    /// <param name="pathways">States.</param>
    /// <param name="restored">Efficacy of a treatment on each pathway, at most 1; negative where it harms. Null without treatment.</param>
    public double[] SymptomProbabilities(ReadOnlySpan<PathwayTruth> pathways, ReadOnlySpan<double> restored = default)
    {
        double[] result = new double[_symptoms.Length];
        for (int d = 0; d < result.Length; d++)
        {
            double absent = 1 - _symptoms[d].Leak;
            foreach (var (pathway, direction, lambda) in _symptoms[d].Links)
            {
                if (pathways[pathway].State == PathwayState.Causal && pathways[pathway].Direction == direction)
                {
                    double left = lambda * (1 - (restored.IsEmpty ? 0 : restored[pathway]));
                    absent *= 1 - Math.Min(left, 1);
                }
            }

            result[d] = 1 - absent;
        }

        return result;
    }

    private AlterationDirection DrawDirection(int pathway, Philox random)
    {
        double u = random.NextDouble();
        var directions = _grid.Pathways[pathway].Directions;
        foreach (var direction in directions)
        {
            u -= direction.Weight;
            if (u < 0)
            {
                return direction.Direction;
            }
        }

        return directions[^1].Direction;
    }

    private AlterationDirection? DrawResponse(int responder, ReadOnlySpan<PathwayTruth> pathways, Philox random)
    {
        if (random.NextBernoulli(_spontaneous))
        {
            return DrawDirection(responder, random);
        }

        bool down = false;
        bool up = false;
        foreach (var (cause, sign, kappa) in _causes[responder])
        {
            if (pathways[cause].State == PathwayState.Causal && random.NextBernoulli(kappa))
            {
                var towards = (AlterationDirection)(sign * (int)pathways[cause].Direction!.Value);
                bool possible = _grid.Pathways[responder].Directions.Any(d => d.Direction == towards);
                up |= possible && towards == AlterationDirection.Hyperfunction;
                down |= possible && towards == AlterationDirection.Hypofunction;
            }
        }

        if (up && down)
        {
            return random.NextBernoulli(0.5) ? AlterationDirection.Hyperfunction : AlterationDirection.Hypofunction;
        }

        return up ? AlterationDirection.Hyperfunction : down ? AlterationDirection.Hypofunction : null;
    }
}
