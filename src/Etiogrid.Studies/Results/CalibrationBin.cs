namespace Etiogrid.Studies.Results;

/// <summary>A point of a calibration curve.</summary>
public sealed record CalibrationBin(double MeanPredicted, double Observed, int Count);
