namespace Etiogrid.Inference.Calibration;

/// <summary>The proof that posteriors mean what they say, and how wrong they get where the world is not the model.</summary>
/// <param name="Ranks">Simulation-based calibration of the exact posterior.</param>
/// <param name="Scenarios">Joint model against naive product.</param>
public sealed record CalibrationReport(IReadOnlyList<RankTest> Ranks, IReadOnlyList<ScenarioScore> Scenarios);
