namespace Etiogrid.Studies.Results;

/// <summary>Calibration and discrimination of P(altered) over all person-pathway pairs.</summary>
/// <param name="ExpectedCalibrationError">Mean absolute difference between predicted and observed over 10 equal-count bins, weighted by count.</param>
/// <param name="Auc">Area under the ROC curve.</param>
/// <param name="Brier">Brier score.</param>
/// <param name="Bins">Points of the calibration curve.</param>
public sealed record CalibrationResult(double ExpectedCalibrationError, double Auc, double Brier, IReadOnlyList<CalibrationBin> Bins);
