using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>
/// Associations of features with outcomes: Spearman correlations with the t approximation, false-discovery rate over all of them
/// (Benjamini and Hochberg 1995). A screen, not a prediction model.
/// </summary>
public static class OutcomeAnalysis
{
    /// <summary>With fewer people a correlation says too little.</summary>
    public const int FewestPeople = 15;

    /// <summary>All associations with enough people, smallest p first.</summary>
    /// <param name="features">By feature: value of each participant.</param>
    /// <param name="outcomes">By outcome: value of each participant.</param>
    public static IReadOnlyList<OutcomeAssociation> Associate(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> features,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> outcomes)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(outcomes);
        List<OutcomeAssociation> rows = [];
        foreach (var (outcome, y) in outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            foreach (var (feature, x) in features.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                string[] people = [.. x.Keys.Where(y.ContainsKey).Order(StringComparer.Ordinal)];
                if (people.Length < FewestPeople)
                {
                    continue;
                }

                double rho = Moments.Spearman([.. people.Select(p => x[p])], [.. people.Select(p => y[p])]);
                if (double.IsFinite(rho))
                {
                    rows.Add(new(outcome, feature, people.Length, rho, PValue(rho, people.Length), double.NaN));
                }
            }
        }

        return WithFalseDiscoveryRate([.. rows.OrderBy(r => r.P).ThenBy(r => r.Outcome, StringComparer.Ordinal).ThenBy(r => r.Feature, StringComparer.Ordinal)]);
    }

    private static double PValue(double rho, int n) =>
        Math.Abs(rho) >= 1 ? 0 : StudentT.TwoSided(rho * Math.Sqrt((n - 2) / ((1 - rho) * (1 + rho))), n - 2);

    private static OutcomeAssociation[] WithFalseDiscoveryRate(OutcomeAssociation[] rows)
    {
        double[] q = FalseDiscovery.Rates([.. rows.Select(r => r.P)]);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = rows[i] with { Q = q[i] };
        }

        return rows;
    }
}
