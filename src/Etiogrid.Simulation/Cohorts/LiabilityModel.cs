using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// The prior of GRID-3 on the liability scale (specification §1.2 (1) and (2b)). P(causal, direction) is the prior that inference
/// itself gives a person of whom score and exposures are fully known, prevalence uncertainty integrated and floor included:
/// the simulated world is the one inference believes in.
/// </summary>
public sealed class LiabilityModel
{
    private readonly PersonModelBuilder _builder;
    private readonly GeneralGrid _grid;

    /// <summary>The prior for the pathways of a grid.</summary>
    /// <exception cref="ArgumentException">The grid has no prior, for instance because score and exposures explain all of a pathway's variance.</exception>
    public LiabilityModel(GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var builder = PersonModelBuilder.Create(grid);
        _grid = grid;
        _builder = builder.HasValue ? builder.Value : throw new ArgumentException(builder.Diagnostics[0].ToString(), nameof(grid));
    }

    /// <summary>Every pathway of a person before anything is drawn: liability, prior by direction, score.</summary>
    /// <param name="label">Participant label.</param>
    /// <param name="scoreZ">Score of each pathway; null where it has none, whose share of variance is then part of the residual.</param>
    /// <param name="exposed">One a grid exposure.</param>
    public PathwayTruth[] Priors(string label, IReadOnlyList<double?> scoreZ, IReadOnlyList<bool> exposed)
    {
        var inputs = PersonInputs.Unknown(label) with
        {
            Scores = [.. _grid.Pathways.Select((p, k) => (p.Id, Z: scoreZ[k])).Where(s => s.Z is not null).Select(s => new PathwayScore(s.Id, s.Z!.Value))],
            Exposures = [.. _grid.Exposures.Select((e, i) => new ExposureObservation(e.Id, exposed[i]))],
        };
        var priors = _builder.Build(inputs).Value.Priors;
        return [.. _grid.Pathways.Select((p, k) => Truth(p, priors[k], scoreZ[k], exposed))];
    }

    private PathwayTruth Truth(PathwayParameters pathway, PathwayPrior prior, double? z, IReadOnlyList<bool> exposed)
    {
        double down = 0;
        double up = 0;
        double liability = 0;
        for (int d = 0; d < pathway.Directions.Count; d++)
        {
            var (direction, weight) = (pathway.Directions[d].Direction, pathway.Directions[d].Weight);
            liability += weight * Liability(pathway, direction, z, exposed);
            (down, up) = direction == AlterationDirection.Hypofunction ? (down + prior.ByDirection[d], up) : (down, up + prior.ByDirection[d]);
        }

        return new(PathwayState.None, null, liability, down, up, z);
    }

    /// <summary>eta = sqrt(R2) z + sum of b (X - f) over the loads that push this way or either way.</summary>
    private double Liability(PathwayParameters pathway, AlterationDirection direction, double? z, IReadOnlyList<bool> exposed)
    {
        double eta = Math.Sqrt(pathway.ScoreR2.Mean) * (z ?? 0);
        for (int e = 0; e < _grid.Exposures.Count; e++)
        {
            foreach (var load in _grid.Exposures[e].Loads.Where(l => l.Pathway == pathway.Id && (l.Direction is null || l.Direction == direction)))
            {
                eta += load.Liability.Mean * ((exposed[e] ? 1 : 0) - _grid.Exposures[e].Frequency);
            }
        }

        return eta;
    }
}
