namespace Etiogrid.Knowledge.Calibration;

/// <summary>The unknowns of the calibration; see <see cref="ParameterSet"/> for their meaning.</summary>
internal sealed record CalibrationState(double[] Prevalence, double[] Link, double[] Leak, double[] Mapped, double[] Unexplained, double[] Intercept);
