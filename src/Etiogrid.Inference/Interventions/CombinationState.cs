namespace Etiogrid.Inference.Interventions;

/// <summary>Where a combination stands while it is built: how far each pathway still acts, symptom survival, harm so far.</summary>
/// <param name="Remaining">Pathways x draws: factor on the pathway's links, 1 untreated.</param>
/// <param name="Survival">Targets x draws: probability that the symptom is absent.</param>
/// <param name="Harm">Draws: cost of undone compensations.</param>
internal sealed record CombinationState(double[][] Remaining, double[][] Survival, double[] Harm);
