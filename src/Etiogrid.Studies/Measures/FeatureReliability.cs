using Etiogrid.Core.Measures;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// How well features repeat in this study. With at least <see cref="FewestPairs"/> people measured twice: ICC(3,1) of Shrout and Fleiss
/// (1979, doi 10.1037/0033-2909.86.2.420) with its exact interval. Else for recordings: odd against even volumes, stepped up by
/// Spearman and Brown (an upper bound: it does not see change between days). Otherwise unknown.
/// </summary>
public sealed class FeatureReliability
{
    /// <summary>With fewer people measured twice no intraclass correlation is formed.</summary>
    public const int FewestPairs = 10;

    private readonly Dictionary<FeatureId, ReliabilityRow> _retest = [];
    private readonly Dictionary<FeatureId, double> _splitHalf = [];

    /// <summary>Reliabilities of all features of a study.</summary>
    /// <param name="tally">Features of everybody, with those measured twice.</param>
    /// <param name="recordings">All measured recordings and maps.</param>
    internal FeatureReliability(CohortTally tally, IEnumerable<BrainSession> recordings)
    {
        foreach (var (feature, pairs) in tally.Retests)
        {
            AddRetest(feature, pairs);
        }

        foreach (var group in recordings.SelectMany(s => s.Colocalization, (s, c) => (s, c)).Where(x => double.IsFinite(x.c.OddFisherZ) && double.IsFinite(x.c.EvenFisherZ)).GroupBy(x => new FeatureId(Modality.Imaging, BrainFeatures.ColocalizationMeasure(x.s.Measurement.Kind), x.c.Atlas)))
        {
            AddSplitHalf(group.Key, [.. group]);
        }
    }

    /// <summary>Test-retest rows, in the order of feature names.</summary>
    public IReadOnlyList<ReliabilityRow> Retest => [.. _retest.Values.OrderBy(r => r.Feature, StringComparer.Ordinal)];

    /// <summary>Reliability of a feature in [0, 1], or null where the study does not tell.</summary>
    public double? Of(FeatureId feature) =>
        _retest.TryGetValue(feature, out var row) ? Math.Max(0, row.Icc)
        : _splitHalf.TryGetValue(feature, out double half) ? half
        : null;

    /// <summary>ICC(3,1) of two columns with its 95 % interval.</summary>
    public static (double Icc, Band Interval) IntraclassCorrelation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int n = first.Length;
        var ratings = new Matrix(n, 2);
        for (int i = 0; i < n; i++)
        {
            (ratings[i, 0], ratings[i, 1]) = (first[i], second[i]);
        }

        // With two columns ICC(3,1) = (F - 1) / (F + 1), F the ratio of mean squares between people and of error.
        double icc = Connectome.Reliability.IntraclassCorrelation.Compute(ratings).ThreeSingle;
        if (icc >= 1)
        {
            return (1, new(1, 1));
        }

        double f = (1 + icc) / (1 - icc);
        double quantile = FisherF.Quantile(0.975, n - 1, n - 1);
        return (icc, new(Of(f / quantile), Of(f * quantile)));

        static double Of(double ratio) => (ratio - 1) / (ratio + 1);
    }

    private void AddRetest(FeatureId feature, CohortTally.RetestPairs pairs)
    {
        if (pairs.First.Count >= FewestPairs)
        {
            var (icc, interval) = IntraclassCorrelation([.. pairs.First], [.. pairs.Second]);
            if (double.IsFinite(icc))
            {
                _retest[feature] = new(feature.ToString(), pairs.Name, pairs.First.Count, icc, interval);
            }
        }
    }

    private void AddSplitHalf(FeatureId feature, (BrainSession Session, AtlasColocalization Row)[] rows)
    {
        var first = rows.GroupBy(r => r.Session.Person).OrderBy(g => g.Key).Select(g => g.First().Row).ToArray();
        if (first.Length < FewestPairs)
        {
            return;
        }

        double r = Moments.Pearson([.. first.Select(x => x.OddFisherZ)], [.. first.Select(x => x.EvenFisherZ)]);
        if (double.IsFinite(r))
        {
            _splitHalf[feature] = Math.Max(0, 2 * r / (1 + r));
        }
    }
}
