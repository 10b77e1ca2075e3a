using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// What references and scales of a study need of everybody, gathered one person at a time: numbers only, so that a cohort of any size
/// costs some kilobytes a person while the people themselves are read again when their turn comes. People are added in order.
/// </summary>
internal sealed class CohortTally
{
    private readonly HashSet<ParticipantId> _controls;

    public CohortTally(IEnumerable<ParticipantId> controls) => _controls = [.. controls];

    /// <summary>Values of each feature, one a person (the first session).</summary>
    public Dictionary<FeatureId, List<(ParticipantId Person, double Value)>> Features { get; } = [];

    /// <summary>The first two sessions of people measured at least twice.</summary>
    public Dictionary<FeatureId, RetestPairs> Retests { get; } = [];

    /// <summary>How burdensome exposed people found each exposure.</summary>
    public Dictionary<ExposureId, List<double>> Appraisals { get; } = [];

    /// <summary>Ratings of controls, and the highest level anybody has.</summary>
    public Dictionary<SymptomId, (List<double> OfControls, int Highest)> Ratings { get; } = [];

    /// <summary>Severity of every dated visit.</summary>
    public List<double> Severities { get; } = [];

    /// <summary>Adds a person with the features of all sessions.</summary>
    public void Add(PersonData person, IReadOnlyList<FeatureValue> features)
    {
        AddFeatures(features);
        foreach (var exposure in person.Exposures.Where(e => e is { Present: true, Appraisal: not null }))
        {
            ListOf(Appraisals, exposure.Id).Add(exposure.Appraisal!.Value);
        }

        bool control = _controls.Contains(person.Id);
        foreach (var symptom in person.Symptoms.Where(s => s.Rating is not null))
        {
            var (ofControls, highest) = Ratings.GetValueOrDefault(symptom.Id, ([], 0));
            if (control)
            {
                ofControls.Add(symptom.Rating!.Value);
            }

            Ratings[symptom.Id] = (ofControls, Math.Max(highest, (int)symptom.Rating!.Value));
        }

        Severities.AddRange(person.Visits.Select(v => v.Severity).OfType<double>());
    }

    /// <summary>Adds the features of one person.</summary>
    public void AddFeatures(IReadOnlyList<FeatureValue> features)
    {
        foreach (var sessions in features.GroupBy(f => f.Feature))
        {
            var ordered = sessions.OrderBy(f => f.Session?.Label ?? "", StringComparer.Ordinal).ToArray();
            ListOf(Features, sessions.Key).Add((ordered[0].Participant, ordered[0].Comparable));
            double[] repeated = [.. ordered.Where(f => f.Session is not null).OrderBy(f => f.Session!.Value).Select(f => f.Comparable)];
            if (repeated.Length >= 2)
            {
                if (!Retests.TryGetValue(sessions.Key, out var pairs))
                {
                    Retests[sessions.Key] = pairs = new(ordered[0].Name, [], []);
                }

                pairs.First.Add(repeated[0]);
                pairs.Second.Add(repeated[1]);
            }
        }
    }

    private static List<TValue> ListOf<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    /// <summary>A feature in two sessions of the same people.</summary>
    internal sealed record RetestPairs(string Name, List<double> First, List<double> Second);
}
