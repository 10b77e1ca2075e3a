using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// The prior of GRID-3 at the grid's mean parameters: liability l_k = sqrt(R2_k) z_k + sum_e b_ke (X_e - f_e) + eps_k with
/// unit variance, causal above T_k = Phi^-1(1 - K_k). Scores and exposures are independent in the simulated population.
/// </summary>
public sealed class LiabilityModel
{
    private readonly (int Exposure, double Load, double Frequency)[][] _loads;

    /// <summary>The prior for the pathways of a grid.</summary>
    /// <param name="grid">The general grid.</param>
    /// <param name="hasScore">Whether a pathway has a polygenic score; without one its variance share joins the residual.</param>
    /// <exception cref="ArgumentException">Score and exposures explain all of a pathway's variance or more.</exception>
    public LiabilityModel(GeneralGrid grid, IReadOnlyList<bool> hasScore)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(hasScore);
        int count = grid.Pathways.Count;
        PriorFloor = grid.PriorFloor;
        ScoreEffect = new double[count];
        ResidualSd = new double[count];
        Threshold = new double[count];
        _loads = new (int, double, double)[count][];
        for (int k = 0; k < count; k++)
        {
            var pathway = grid.Pathways[k];
            _loads[k] = LoadsOn(grid, pathway);
            double r2 = hasScore[k] ? pathway.ScoreR2.Mean : 0;
            double explained = r2 + _loads[k].Sum(l => l.Load * l.Load * l.Frequency * (1 - l.Frequency));
            if (!(explained is >= 0 and < 1))
            {
                throw new ArgumentException($"Score and exposures explain {explained} of the liability of pathway '{pathway.Id}'; the share must lie in [0, 1).", nameof(grid));
            }

            ScoreEffect[k] = Math.Sqrt(r2);
            ResidualSd[k] = Math.Sqrt(1 - explained);
            Threshold[k] = -Normal.Quantile(Logit.ToProbability(pathway.LogitPrevalence.Mean));
        }
    }

    /// <summary>No prior falls below this.</summary>
    public double PriorFloor { get; }

    /// <summary>sqrt(R2) of each pathway; 0 without a score.</summary>
    public double[] ScoreEffect { get; }

    /// <summary>s_k.</summary>
    public double[] ResidualSd { get; }

    /// <summary>T_k.</summary>
    public double[] Threshold { get; }

    /// <summary>Known part of a person's liability.</summary>
    public double Liability(int pathway, double? scoreZ, ReadOnlySpan<bool> exposed)
    {
        double eta = ScoreEffect[pathway] * (scoreZ ?? 0);
        foreach (var (exposure, load, frequency) in _loads[pathway])
        {
            eta += load * ((exposed[exposure] ? 1 : 0) - frequency);
        }

        return eta;
    }

    /// <summary>P(causal) at a known part of the liability.</summary>
    public double Prior(int pathway, double liability) =>
        Math.Max(PriorFloor, Normal.Cumulative((liability - Threshold[pathway]) / ResidualSd[pathway]));

    private static (int Exposure, double Load, double Frequency)[] LoadsOn(GeneralGrid grid, PathwayParameters pathway) =>
    [
        .. grid.Exposures.SelectMany((exposure, e) => exposure.Loads
            .Where(load => load.Pathway == pathway.Id)
            .Select(load => (e, load.Liability.Mean, exposure.Frequency))),
    ];
}
