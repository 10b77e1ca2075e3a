namespace Etiogrid.Imaging.Calibration;

/// <summary>Spatial autocorrelation of a map: covariance (1 - nugget) exp(-distance / length), plus nugget on the diagonal.</summary>
/// <param name="LengthMillimetres">Distance over which the correlation falls to 1/e, a value of the grid.</param>
/// <param name="Nugget">Share of variance without spatial structure, in [0, 1), a value of the grid.</param>
public readonly record struct MapSmoothness(double LengthMillimetres, double Nugget);
