namespace Etiogrid.Knowledge.Calibration;

/// <summary>A stated prevalence beside what the calibrated grid implies.</summary>
/// <param name="Kind">symptom or outcome.</param>
/// <param name="Key">Key.</param>
/// <param name="Stated">Stated prevalence.</param>
/// <param name="Implied">Prevalence in the simulated population.</param>
public sealed record PrevalenceResidual(string Kind, string Key, double Stated, double Implied);
