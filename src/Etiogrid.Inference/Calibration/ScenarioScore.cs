namespace Etiogrid.Inference.Calibration;

/// <summary>How good P(altered) is over all people and pathways of a scenario, for the joint model and for the naive product.</summary>
/// <param name="Scenario">How the simulated world differs from the model, in words.</param>
/// <param name="SharedVariance">r^2 between any two markers.</param>
/// <param name="Joint">Of the joint model.</param>
/// <param name="Naive">Of the naive product.</param>
public sealed record ScenarioScore(string Scenario, double SharedVariance, ProbabilityScore Joint, ProbabilityScore Naive);
