using Etiogrid.Connectome.Connectivity;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// Forms z scores: against the study's controls where at least <see cref="SmallestReference"/> of them have the feature,
/// else leave-one-out against all other people of the study. One measurement a person (the first session) forms the reference.
/// </summary>
public sealed class ReferenceGroup
{
    /// <summary>With fewer people a standard deviation says too little: no z score is formed.</summary>
    public const int SmallestReference = 10;

    private readonly HashSet<ParticipantId> _controls;
    private readonly Dictionary<FeatureId, SortedDictionary<ParticipantId, double>> _values;

    /// <summary>A reference from everybody's features.</summary>
    /// <param name="features">All features of all people; later sessions of a person are ignored here.</param>
    /// <param name="controls">People who form the reference; may be empty.</param>
    public ReferenceGroup(IEnumerable<FeatureValue> features, IEnumerable<ParticipantId> controls)
    {
        ArgumentNullException.ThrowIfNull(features);
        _controls = [.. controls];
        _values = [];
        foreach (var feature in features.OrderBy(f => f.Session?.Label ?? "", StringComparer.Ordinal))
        {
            if (!_values.TryGetValue(feature.Feature, out var people))
            {
                _values[feature.Feature] = people = [];
            }

            people.TryAdd(feature.Participant, feature.Comparable);
        }
    }

    /// <summary>The reference of a feature for a person, or null when fewer than <see cref="SmallestReference"/> others have it, or all have the same value.</summary>
    public ReferenceSample? For(FeatureId feature, ParticipantId person)
    {
        if (!_values.TryGetValue(feature, out var people))
        {
            return null;
        }

        double[] controls = [.. people.Where(p => _controls.Contains(p.Key) && p.Key != person).Select(p => p.Value)];
        return controls.Length >= SmallestReference
            ? Sample(ReferenceKind.StudyControls, controls)
            : _controls.Count >= SmallestReference ? null : LeaveOneOut(people, person);
    }

    /// <summary>
    /// Mean correlation over all pairs of features among the reference people (controls, or everybody where there are too few),
    /// times n / (n + <see cref="SmallestReference"/>), in [-1, 1]; 0 when no pair has enough people.
    /// </summary>
    public double CommonCorrelation(IReadOnlyList<FeatureId> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        bool useControls = _controls.Count >= SmallestReference;
        List<double> correlations = [];
        int people = 0;
        for (int i = 0; i < features.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!_values.TryGetValue(features[i], out var x) || !_values.TryGetValue(features[j], out var y))
                {
                    continue;
                }

                ParticipantId[] both = [.. x.Keys.Where(p => y.ContainsKey(p) && (!useControls || _controls.Contains(p)))];
                if (both.Length >= SmallestReference && Moments.Pearson([.. both.Select(p => x[p])], [.. both.Select(p => y[p])]) is var r && double.IsFinite(r))
                {
                    correlations.Add(r);
                    people = Math.Max(people, both.Length);
                }
            }
        }

        return correlations.Count == 0 ? 0 : Moments.Mean([.. correlations]) * people / (people + SmallestReference);
    }

    /// <summary>
    /// Correlation of features among the reference people who have all of them (controls, or everybody where there are too few): pairs shrunk
    /// towards their mean (<see cref="ShrunkCorrelation"/>), then all times n / (n + <see cref="SmallestReference"/>). A feature that nobody has stands at the
    /// common correlation to all others. Null where fewer than <see cref="SmallestReference"/> people have two features, or the result is no correlation matrix.
    /// </summary>
    public Matrix? CorrelationOf(IReadOnlyList<FeatureId> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        bool useControls = _controls.Count >= SmallestReference;
        int[] known = [.. Enumerable.Range(0, features.Count).Where(f => _values.ContainsKey(features[f]))];
        if (known.Length < 2)
        {
            return null;
        }

        ParticipantId[] people = [.. _values[features[known[0]]].Keys.Where(p => (!useControls || _controls.Contains(p)) && known.All(f => _values[features[f]].TryGetValue(p, out double v) && double.IsFinite(v)))];
        var values = new Matrix(people.Length, known.Length);
        for (int i = 0; i < people.Length; i++)
        {
            for (int j = 0; j < known.Length; j++)
            {
                values[i, j] = _values[features[known[j]]][people[i]];
            }
        }

        if (people.Length < SmallestReference || Enumerable.Range(0, known.Length).Any(j => !(Moments.Variance(values.Column(j)) > 0)))
        {
            return null;
        }

        double trust = (double)people.Length / (people.Length + SmallestReference);
        var found = ShrunkCorrelation.Estimate(values);
        var result = Matrix.Identity(features.Count);
        for (int i = 0; i < features.Count; i++)
        {
            for (int j = 0; j < features.Count; j++)
            {
                int a = Array.IndexOf(known, i);
                int b = Array.IndexOf(known, j);
                result[i, j] = i == j ? 1 : trust * (a >= 0 && b >= 0 ? found.Correlation[a, b] : found.Common);
            }
        }

        return Cholesky.TryFactorise(result, out _) ? result : null;
    }

    /// <summary>The features for which a reference exists at all.</summary>
    public IEnumerable<FeatureId> Features => _values.Keys;

    private static ReferenceSample? LeaveOneOut(SortedDictionary<ParticipantId, double> people, ParticipantId person)
    {
        double[] others = [.. people.Where(p => p.Key != person).Select(p => p.Value)];
        return others.Length >= SmallestReference ? Sample(ReferenceKind.LeaveOneOut, others) : null;
    }

    private static ReferenceSample? Sample(ReferenceKind kind, double[] values)
    {
        double sd = Moments.StandardDeviation(values);
        return sd > 0 && double.IsFinite(sd) ? new(kind, values.Length, Moments.Mean(values), sd) : null;
    }
}
