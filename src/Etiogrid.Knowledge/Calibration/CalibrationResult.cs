namespace Etiogrid.Knowledge.Calibration;

/// <summary>Calibrated parameters and what they reproduce.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Effects">One row a published effect.</param>
/// <param name="Prevalences">One row a symptom and an outcome.</param>
public sealed record CalibrationResult(ParameterSet Parameters, IReadOnlyList<EffectResidual> Effects, IReadOnlyList<PrevalenceResidual> Prevalences);
