using Etiogrid.Core.Identifiers;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>Standardises how burdensome an exposure was over the exposed people of the study; with fewer than ten of them nothing is said.</summary>
public sealed class AppraisalScale
{
    private readonly Dictionary<ExposureId, (double Mean, double Sd)> _scales = [];

    /// <summary>The scales of all exposures.</summary>
    internal AppraisalScale(CohortTally tally)
    {
        foreach (var (exposure, ratings) in tally.Appraisals)
        {
            double[] rated = [.. ratings];
            if (rated.Length >= ReferenceGroup.SmallestReference && Moments.StandardDeviation(rated) is > 0 and var sd)
            {
                _scales[exposure] = (Moments.Mean(rated), sd);
            }
        }
    }

    /// <summary>Appraisal in standard deviations of exposed people; null where the exposure is absent, unrated or without a scale.</summary>
    public double? Of(PersonExposure exposure)
    {
        ArgumentNullException.ThrowIfNull(exposure);
        return exposure is { Present: true, Appraisal: { } rated } && _scales.TryGetValue(exposure.Id, out var scale) ? (rated - scale.Mean) / scale.Sd : null;
    }
}
