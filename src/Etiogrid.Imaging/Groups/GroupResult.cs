namespace Etiogrid.Imaging.Groups;

/// <summary>A group against one atlas map.</summary>
/// <param name="Values">One a map: Fisher's z, or the regression coefficient.</param>
/// <param name="P">Two-sided parametric p of each.</param>
/// <param name="Mean">Mean over the maps.</param>
/// <param name="MeanP">One-sample t test of the mean against 0; NaN for a single map.</param>
/// <param name="Low">Lower end of its 95 % interval; NaN for a single map.</param>
/// <param name="High">Upper end.</param>
/// <param name="PermutationP">p of the mean under exchange of people, two-sided; null where not asked for.</param>
/// <param name="NullMean">Mean under exchange; null where not asked for.</param>
/// <param name="NullStandardDeviation">Standard deviation under exchange; null where not asked for.</param>
public sealed record GroupResult(
    double[] Values, double[] P, double Mean, double MeanP, double Low, double High, double? PermutationP, double? NullMean, double? NullStandardDeviation)
{
    /// <summary>The same under a spatial null; null where none was asked for.</summary>
    public SpatialGroupResult? Spatial { get; init; }
}
