using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Configuration;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// Puts rated symptoms on the scale of unaffected people: a severity as z by the norm given or the study's controls; the levels of an
/// ordinal rating by cutoffs at the normal quantiles of the controls' cumulative shares, (count + 1/2) / (n + 1). With fewer than ten
/// rated controls and no norm a rating says nothing and is left out.
/// </summary>
public sealed class SymptomScales
{
    private readonly Dictionary<SymptomId, (double Mean, double Sd)> _norms = [];
    private readonly Dictionary<SymptomId, double[]> _cutoffs = [];

    /// <summary>Scales of all rated symptoms of a study.</summary>
    internal SymptomScales(IEnumerable<SymptomConfig> symptoms, CohortTally tally)
    {
        foreach (var symptom in symptoms.Where(s => s.Scale != SymptomScaleKind.Binary))
        {
            var (ofControls, highest) = tally.Ratings.GetValueOrDefault(symptom.Id, ([], 0));
            Add(symptom, [.. ofControls], highest);
        }
    }

    /// <summary>Rated symptoms that have no scale.</summary>
    public IReadOnlyList<SymptomId> WithoutScale { get; private set; } = [];

    /// <summary>Severity in standard deviations of unaffected people; null for binary and ordinal symptoms and where there is no scale.</summary>
    public double? ZOf(PersonSymptom symptom)
    {
        ArgumentNullException.ThrowIfNull(symptom);
        return symptom.Rating is { } rating && _norms.TryGetValue(symptom.Id, out var norm) ? (rating - norm.Mean) / norm.Sd : null;
    }

    /// <summary>The symptom in the terms of inference.</summary>
    public SymptomObservation Observe(PersonSymptom symptom)
    {
        ArgumentNullException.ThrowIfNull(symptom);
        return symptom.Rating is { } level && _cutoffs.TryGetValue(symptom.Id, out double[]? cutoffs)
            ? new(symptom.Id, null) { Level = (int)level, Cutoffs = cutoffs }
            : new(symptom.Id, symptom.Present, ZOf(symptom));
    }

    private void Add(SymptomConfig symptom, double[] rated, int levels)
    {
        bool enough = rated.Length >= ReferenceGroup.SmallestReference;
        if (symptom.Scale == SymptomScaleKind.Ordinal && enough && levels > 0)
        {
            _cutoffs[symptom.Id] = [.. Enumerable.Range(0, levels).Select(j => Normal.Quantile((rated.Count(r => r <= j) + 0.5 + (1e-6 * j)) / (rated.Length + 1)))];
        }
        else if (symptom.Scale == SymptomScaleKind.Continuous && (symptom.Norm ?? (enough && Moments.StandardDeviation(rated) is > 0 and var sd ? (Moments.Mean(rated), sd) : null)) is { } norm)
        {
            _norms[symptom.Id] = norm;
        }
        else
        {
            WithoutScale = [.. WithoutScale, symptom.Id];
        }
    }
}
