using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// GRID-3 for one person, as numbers: pathways with direction, compensation, symptoms and biomarkers with what was observed.
/// Immutable; made by <see cref="Create"/>, which refuses what is no model. Method page: <c>docs/methods/grid-inference.md</c>.
/// </summary>
public sealed class GridModel
{
    private GridModel()
    {
    }

    private GridModel(GridModel other)
    {
        Pathways = other.Pathways;
        Couplings = other.Couplings;
        Symptoms = other.Symptoms;
        ContinuousSymptoms = other.ContinuousSymptoms;
        OrdinalSymptoms = other.OrdinalSymptoms;
        Markers = other.Markers;
        MarkerCovariance = other.MarkerCovariance;
        MarkerFreedom = other.MarkerFreedom;
    }

    /// <summary>The pathways.</summary>
    public IReadOnlyList<GridPathway> Pathways { get; private init; } = [];

    /// <summary>The compensation couplings.</summary>
    public IReadOnlyList<GridCoupling> Couplings { get; private init; } = [];

    /// <summary>The binary symptoms.</summary>
    public IReadOnlyList<GridSymptom> Symptoms { get; private init; } = [];

    /// <summary>The continuous symptoms.</summary>
    public IReadOnlyList<GridContinuousSymptom> ContinuousSymptoms { get; private init; } = [];

    /// <summary>The ordinal symptoms.</summary>
    public IReadOnlyList<GridOrdinalSymptom> OrdinalSymptoms { get; private init; } = [];

    /// <summary>The biomarkers, measured or not.</summary>
    public IReadOnlyList<GridMarker> Markers { get; private init; } = [];

    /// <summary>S, markers x markers: covariance of the markers in a person with given states.</summary>
    public Matrix MarkerCovariance { get; private init; } = new(0, 0);

    /// <summary>
    /// Null: markers are normal given the states. Else degrees of freedom of a multivariate Student t with covariance S, one for every
    /// connected part of S (markers that are not correlated, directly or through others, have tails of their own).
    /// </summary>
    public double? MarkerFreedom { get; private init; }

    /// <summary>log10 of the number of joint states.</summary>
    public double Log10Configurations => Pathways.Sum(p => Numerics.Functions.Elementary.Log10(p.StateCount));

    /// <summary>Makes a model, or says everything that is wrong with the numbers.</summary>
    /// <param name="pathways">At least one.</param>
    /// <param name="couplings">Compensation couplings.</param>
    /// <param name="symptoms">Binary symptoms.</param>
    /// <param name="continuousSymptoms">Continuous symptoms.</param>
    /// <param name="markers">Biomarkers.</param>
    /// <param name="markerCovariance">Symmetric positive definite, markers x markers; null only without markers.</param>
    /// <param name="file">File to name in findings.</param>
    /// <param name="ordinalSymptoms">Ordinal symptoms.</param>
    /// <param name="markerFreedom">Null for normal markers; else above 2, such as 5: see <see cref="MarkerFreedom"/>.</param>
    public static Parsed<GridModel> Create(
        IReadOnlyList<GridPathway> pathways,
        IReadOnlyList<GridCoupling> couplings,
        IReadOnlyList<GridSymptom> symptoms,
        IReadOnlyList<GridContinuousSymptom> continuousSymptoms,
        IReadOnlyList<GridMarker> markers,
        Matrix? markerCovariance,
        string? file = null,
        IReadOnlyList<GridOrdinalSymptom>? ordinalSymptoms = null,
        double? markerFreedom = null)
    {
        ArgumentNullException.ThrowIfNull(pathways);
        ArgumentNullException.ThrowIfNull(couplings);
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(continuousSymptoms);
        ArgumentNullException.ThrowIfNull(markers);
        var covariance = markerCovariance ?? new Matrix(0, 0);
        var check = new GridModelCheck(pathways, file);
        check.CheckPathways();
        check.CheckCouplings(couplings);
        check.CheckSymptoms(symptoms, continuousSymptoms);
        check.CheckOrdinal(ordinalSymptoms ?? []);
        check.CheckMarkers(markers, covariance, markerFreedom);
        return check.Findings.Finish(() => new GridModel
        {
            Pathways = [.. pathways],
            Couplings = [.. couplings],
            Symptoms = [.. symptoms],
            ContinuousSymptoms = [.. continuousSymptoms],
            OrdinalSymptoms = [.. ordinalSymptoms ?? []],
            Markers = [.. markers],
            MarkerCovariance = covariance.Clone(),
            MarkerFreedom = markerFreedom,
        });
    }

    /// <summary>The same model with other observations of biomarkers (null = not measured), one a marker.</summary>
    public GridModel WithMarkerValues(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireCount(values.Count, Markers.Count, nameof(values));
        GridMarker[] markers = [.. Markers.Select((m, i) => m with { Value = RequireFinite(values[i]) })];
        return new(this) { Markers = markers };
    }

    /// <summary>The same model with other observations of binary symptoms (null = not assessed), one a symptom.</summary>
    public GridModel WithSymptoms(IReadOnlyList<bool?> present)
    {
        ArgumentNullException.ThrowIfNull(present);
        RequireCount(present.Count, Symptoms.Count, nameof(present));
        GridSymptom[] symptoms = [.. Symptoms.Select((s, i) => s with { Present = present[i] })];
        return new(this) { Symptoms = symptoms };
    }

    /// <summary>The same model with other observations of continuous symptoms (null = not assessed), one a symptom.</summary>
    public GridModel WithContinuousSymptoms(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireCount(values.Count, ContinuousSymptoms.Count, nameof(values));
        GridContinuousSymptom[] symptoms = [.. ContinuousSymptoms.Select((s, i) => s with { Value = RequireFinite(values[i]) })];
        return new(this) { ContinuousSymptoms = symptoms };
    }

    /// <summary>The same model with other ratings of ordinal symptoms (null = not assessed), one a symptom.</summary>
    public GridModel WithOrdinalSymptoms(IReadOnlyList<int?> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        RequireCount(levels.Count, OrdinalSymptoms.Count, nameof(levels));
        GridOrdinalSymptom[] symptoms = [.. OrdinalSymptoms.Select((s, i) => s with { Level = RequireLevel(s, levels[i]) })];
        return new(this) { OrdinalSymptoms = symptoms };
    }

    /// <summary>The same model with other results of binary tests (null = not done), one a marker; null for markers without a cutoff.</summary>
    public GridModel WithTestResults(IReadOnlyList<bool?> above)
    {
        ArgumentNullException.ThrowIfNull(above);
        RequireCount(above.Count, Markers.Count, nameof(above));
        GridMarker[] markers = [.. Markers.Select((m, i) => m with { Above = m.Cutoff is null && above[i] is not null ? throw new ArgumentException($"Marker '{m.Name}' has no cutoff.", nameof(above)) : above[i] })];
        return new(this) { Markers = markers };
    }

    /// <summary>The same model without what was observed of some markers, values and test results alike.</summary>
    public GridModel WithMarkersHidden(Func<GridMarker, bool> hidden)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        GridMarker[] markers = [.. Markers.Select(m => hidden(m) ? m with { Value = null, Above = null } : m)];
        return new(this) { Markers = markers };
    }

    /// <summary>The same model without what was observed of symptoms of any kind.</summary>
    public GridModel WithoutSymptoms() =>
        WithSymptoms(new bool?[Symptoms.Count]).WithContinuousSymptoms(new double?[ContinuousSymptoms.Count]).WithOrdinalSymptoms(new int?[OrdinalSymptoms.Count]);

    /// <summary>The same model without any observation: the prior.</summary>
    public GridModel WithoutObservations() => WithoutSymptoms().WithMarkersHidden(_ => true);

    /// <summary>The same model without compensation couplings.</summary>
    public GridModel WithoutCouplings() => new(this) { Couplings = [] };

    /// <summary>The same model with the log-odds of every pathway's causal prior shifted; its directions keep their shares.</summary>
    public GridModel WithShiftedPriors(double logOdds)
    {
        GridPathway[] shifted = [.. Pathways.Select(p => p with { CausalPrior = Shift(p.CausalPrior, logOdds) })];
        return new(this) { Pathways = shifted };
    }

    private static double[] Shift(IReadOnlyList<double> prior, double logOdds)
    {
        double sum = prior.Sum();
        double target = sum is > 0 and < 1 ? Numerics.Functions.Logit.ToProbability(Numerics.Functions.Logit.FromProbability(sum) + logOdds) : sum;
        return [.. prior.Select(p => sum > 0 ? p * target / sum : p)];
    }

    private static void RequireCount(int found, int expected, string parameter)
    {
        if (found != expected)
        {
            throw new ArgumentException($"One value for each of {expected} is needed; found {found}.", parameter);
        }
    }

    private static int? RequireLevel(GridOrdinalSymptom symptom, int? level) => level is null || (level >= 0 && level <= symptom.Cutoffs.Count)
        ? level
        : throw new ArgumentOutOfRangeException(nameof(level), level, $"Symptom '{symptom.Name}' has levels 0 to {symptom.Cutoffs.Count}.");

    private static double? RequireFinite(double? value) =>
        value is null || double.IsFinite(value.Value) ? value : throw new ArgumentException($"An observation must be finite or null; found {value}.", nameof(value));
}
