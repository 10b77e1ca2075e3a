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
    private readonly Dictionary<FeatureId, Column> _columns;

    /// <summary>A reference from everybody's features.</summary>
    /// <param name="features">All features of all people; later sessions of a person are ignored here.</param>
    /// <param name="controls">People who form the reference; may be empty.</param>
    public ReferenceGroup(IEnumerable<FeatureValue> features, IEnumerable<ParticipantId> controls)
        : this(Gather(features), controls)
    {
    }

    internal ReferenceGroup(CohortTally tally, IEnumerable<ParticipantId> controls)
    {
        _controls = [.. controls];
        _columns = tally.Features.ToDictionary(f => f.Key, f => new Column(f.Value, _controls));
    }

    /// <summary>The features for which a reference exists at all.</summary>
    public IEnumerable<FeatureId> Features => _columns.Keys;

    /// <summary>The reference of a feature for a person, or null when fewer than <see cref="SmallestReference"/> others have it, or all have the same value.</summary>
    public ReferenceSample? For(FeatureId feature, ParticipantId person)
    {
        if (!_columns.TryGetValue(feature, out var column))
        {
            return null;
        }

        return column.Controls.Without(person) is { Count: >= SmallestReference } controls ? Sample(ReferenceKind.StudyControls, controls)
            : _controls.Count >= SmallestReference ? null
            : column.Everybody.Without(person) is { Count: >= SmallestReference } others ? Sample(ReferenceKind.LeaveOneOut, others)
            : null;
    }

    /// <summary>
    /// Mean correlation over all pairs of features among the reference people (controls, or everybody where there are too few),
    /// times n / (n + <see cref="SmallestReference"/>), in [-1, 1]; 0 when no pair has enough people.
    /// </summary>
    public double CommonCorrelation(IReadOnlyList<FeatureId> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        bool useControls = _controls.Count >= SmallestReference;
        Pool[] pools = [.. features.Where(_columns.ContainsKey).Select(f => useControls ? _columns[f].Controls : _columns[f].Everybody)];
        List<double> correlations = [];
        int people = 0;
        for (int i = 0; i < pools.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                var (x, y) = pools[i].Shared(pools[j]);
                if (x.Length >= SmallestReference && Moments.Pearson(x, y) is var r && double.IsFinite(r))
                {
                    correlations.Add(r);
                    people = Math.Max(people, x.Length);
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
        int[] known = [.. Enumerable.Range(0, features.Count).Where(f => _columns.ContainsKey(features[f]))];
        if (known.Length < 2)
        {
            return null;
        }

        Pool[] pools = [.. known.Select(f => useControls ? _columns[features[f]].Controls : _columns[features[f]].Everybody)];
        ParticipantId[] people = [.. pools[0].People.Where(p => pools.All(pool => double.IsFinite(pool.ValueOf(p))))];
        var values = new Matrix(people.Length, known.Length);
        for (int i = 0; i < people.Length; i++)
        {
            for (int j = 0; j < known.Length; j++)
            {
                values[i, j] = pools[j].ValueOf(people[i]);
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

    private static CohortTally Gather(IEnumerable<FeatureValue> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var tally = new CohortTally([]);
        foreach (var person in features.GroupBy(f => f.Participant).OrderBy(g => g.Key))
        {
            tally.AddFeatures([.. person]);
        }

        return tally;
    }

    private static ReferenceSample? Sample(ReferenceKind kind, (int Count, double Mean, double StandardDeviation) moments) =>
        moments.StandardDeviation > 0 && double.IsFinite(moments.StandardDeviation) ? new(kind, moments.Count, moments.Mean, moments.StandardDeviation) : null;

    /// <summary>One feature of everybody.</summary>
    private sealed class Column(List<(ParticipantId Person, double Value)> values, HashSet<ParticipantId> controls)
    {
        private readonly Lazy<Pool> _everybody = new(() => new(values));

        public Pool Controls { get; } = new([.. values.Where(v => controls.Contains(v.Person))]);

        public Pool Everybody => _everybody.Value;
    }

    /// <summary>People who may form a reference, in order, with their values.</summary>
    private sealed class Pool
    {
        private readonly ParticipantId[] _people;
        private readonly double[] _values;
        private readonly LeaveOneOutMoments _moments;

        public Pool(List<(ParticipantId Person, double Value)> values)
        {
            _people = [.. values.Select(v => v.Person)];
            _values = [.. values.Select(v => v.Value)];
            _moments = new(_values);
        }

        public IReadOnlyList<ParticipantId> People => _people;

        /// <summary>NaN for people who are not in the pool.</summary>
        public double ValueOf(ParticipantId person) => Array.BinarySearch(_people, person) is >= 0 and var i ? _values[i] : double.NaN;

        public (int Count, double Mean, double StandardDeviation) Without(ParticipantId person) => _moments.Without(Array.BinarySearch(_people, person));

        /// <summary>Values of the people who stand in both pools.</summary>
        public (double[] Own, double[] Others) Shared(Pool other)
        {
            List<double> x = [];
            List<double> y = [];
            for (int i = 0, j = 0; i < _people.Length && j < other._people.Length;)
            {
                int order = _people[i].CompareTo(other._people[j]);
                if (order == 0)
                {
                    x.Add(_values[i]);
                    y.Add(other._values[j]);
                }

                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }

            return ([.. x], [.. y]);
        }
    }
}
