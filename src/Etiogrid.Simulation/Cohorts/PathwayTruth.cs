using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>What is true of one pathway of one simulated person.</summary>
/// <param name="State">None, causal or compensatory.</param>
/// <param name="Direction">Which way it is off; null where it is not altered.</param>
/// <param name="Liability">Known part of the liability, eta of specification §1.2 (1), averaged over the directions by their weights.</param>
/// <param name="PriorDown">P(causal, too little | score, exposures).</param>
/// <param name="PriorUp">P(causal, too much | score, exposures).</param>
/// <param name="ScoreZ">Polygenic score in population standard deviations; null where the pathway has no gene set.</param>
public readonly record struct PathwayTruth(PathwayState State, AlterationDirection? Direction, double Liability, double PriorDown, double PriorUp, double? ScoreZ)
{
    /// <summary>P(causal | score, exposures).</summary>
    public double Prior => PriorDown + PriorUp;
}
