using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// GRID-3 for one person, as numbers: pathways with direction, compensation, symptoms and biomarkers with what was observed.
/// Immutable; made by <see cref="Create"/>, which refuses what is no model. Method page: <c>docs/methods/grid-inference.md</c>.
/// </summary>
public sealed class GridModel
{
    private GridModel(
        IReadOnlyList<GridPathway> pathways,
        IReadOnlyList<GridCoupling> couplings,
        IReadOnlyList<GridSymptom> symptoms,
        IReadOnlyList<GridContinuousSymptom> continuousSymptoms,
        IReadOnlyList<GridMarker> markers,
        Matrix markerCovariance)
    {
        Pathways = pathways;
        Couplings = couplings;
        Symptoms = symptoms;
        ContinuousSymptoms = continuousSymptoms;
        Markers = markers;
        MarkerCovariance = markerCovariance;
    }

    /// <summary>The pathways.</summary>
    public IReadOnlyList<GridPathway> Pathways { get; }

    /// <summary>The compensation couplings.</summary>
    public IReadOnlyList<GridCoupling> Couplings { get; }

    /// <summary>The binary symptoms.</summary>
    public IReadOnlyList<GridSymptom> Symptoms { get; }

    /// <summary>The continuous symptoms.</summary>
    public IReadOnlyList<GridContinuousSymptom> ContinuousSymptoms { get; }

    /// <summary>The biomarkers, measured or not.</summary>
    public IReadOnlyList<GridMarker> Markers { get; }

    /// <summary>S, markers x markers: covariance of the markers in a person with given states.</summary>
    public Matrix MarkerCovariance { get; }

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
    public static Parsed<GridModel> Create(
        IReadOnlyList<GridPathway> pathways,
        IReadOnlyList<GridCoupling> couplings,
        IReadOnlyList<GridSymptom> symptoms,
        IReadOnlyList<GridContinuousSymptom> continuousSymptoms,
        IReadOnlyList<GridMarker> markers,
        Matrix? markerCovariance,
        string? file = null)
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
        check.CheckMarkers(markers, covariance);
        return check.Findings.Finish(() => new GridModel(
            [.. pathways], [.. couplings], [.. symptoms], [.. continuousSymptoms], [.. markers], covariance.Clone()));
    }

    /// <summary>The same model with other observations of biomarkers (null = not measured), one a marker.</summary>
    public GridModel WithMarkerValues(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireCount(values.Count, Markers.Count, nameof(values));
        GridMarker[] markers = [.. Markers.Select((m, i) => m with { Value = RequireFinite(values[i]) })];
        return new(Pathways, Couplings, Symptoms, ContinuousSymptoms, markers, MarkerCovariance);
    }

    /// <summary>The same model with other observations of binary symptoms (null = not assessed), one a symptom.</summary>
    public GridModel WithSymptoms(IReadOnlyList<bool?> present)
    {
        ArgumentNullException.ThrowIfNull(present);
        RequireCount(present.Count, Symptoms.Count, nameof(present));
        GridSymptom[] symptoms = [.. Symptoms.Select((s, i) => s with { Present = present[i] })];
        return new(Pathways, Couplings, symptoms, ContinuousSymptoms, Markers, MarkerCovariance);
    }

    /// <summary>The same model with other observations of continuous symptoms (null = not assessed), one a symptom.</summary>
    public GridModel WithContinuousSymptoms(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireCount(values.Count, ContinuousSymptoms.Count, nameof(values));
        GridContinuousSymptom[] symptoms = [.. ContinuousSymptoms.Select((s, i) => s with { Value = RequireFinite(values[i]) })];
        return new(Pathways, Couplings, Symptoms, symptoms, Markers, MarkerCovariance);
    }

    /// <summary>The same model without any observation: the prior.</summary>
    public GridModel WithoutObservations() =>
        WithMarkerValues(new double?[Markers.Count]).WithSymptoms(new bool?[Symptoms.Count]).WithContinuousSymptoms(new double?[ContinuousSymptoms.Count]);

    /// <summary>The same model without compensation couplings.</summary>
    public GridModel WithoutCouplings() => new(Pathways, [], Symptoms, ContinuousSymptoms, Markers, MarkerCovariance);

    /// <summary>The same model with the log-odds of every pathway's causal prior shifted; its directions keep their shares.</summary>
    public GridModel WithShiftedPriors(double logOdds)
    {
        GridPathway[] shifted = [.. Pathways.Select(p => p with { CausalPrior = Shift(p.CausalPrior, logOdds) })];
        return new(shifted, Couplings, Symptoms, ContinuousSymptoms, Markers, MarkerCovariance);
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

    private static double? RequireFinite(double? value) =>
        value is null || double.IsFinite(value.Value) ? value : throw new ArgumentException($"An observation must be finite or null; found {value}.", nameof(value));
}
