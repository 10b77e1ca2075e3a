using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Inference;

/// <summary>A biomarker: y ~ N(sum of loadings of the states, S), where S is the model's joint covariance.</summary>
/// <param name="Name">Label in results.</param>
/// <param name="Group">Evidence group, such as its modality.</param>
/// <param name="Loadings">Shift by state; states not listed do not shift it.</param>
/// <param name="Value">Observed value (expected value of an unaltered person subtracted), or null for not measured.</param>
/// <param name="Cost">Relative cost of measuring it, positive.</param>
public sealed record GridMarker(string Name, string Group, IReadOnlyList<StateLoading> Loadings, double? Value, double Cost = 1)
{
    /// <summary>
    /// For a binary test: its latent value is a marker like any other, correlated with the rest by S, of which only the side of this cutoff
    /// is seen. <see cref="Value"/> is then null.
    /// </summary>
    public double? Cutoff { get; init; }

    /// <summary>Test result: the latent value lies above the cutoff (positive), below it, or null for not done.</summary>
    public bool? Above { get; init; }

    /// <summary>True when something of it was observed.</summary>
    public bool IsObserved => Value is not null || Above is not null;

    /// <summary>
    /// A binary test of one pathway from its accuracy: with a latent standard deviation of 1 the cutoff is Phi^-1(specificity), and the
    /// altered states shift the latent value by Phi^-1(sensitivity) + Phi^-1(specificity). S must give it variance 1. In a model with heavy
    /// tails Phi is the Student t of variance 1.
    /// </summary>
    /// <param name="name">Label in results.</param>
    /// <param name="group">Evidence group.</param>
    /// <param name="pathway">Pathway index.</param>
    /// <param name="states">States that the test detects.</param>
    /// <param name="sensitivity">P(positive | one of the states), in (0, 1).</param>
    /// <param name="specificity">P(negative | none of them), in (0, 1).</param>
    /// <param name="positive">Result; null for not done.</param>
    /// <param name="markerFreedom">Degrees of freedom of the model's markers; null for normal ones.</param>
    public static GridMarker Test(string name, string group, int pathway, IEnumerable<int> states, double sensitivity, double specificity, bool? positive, double? markerFreedom = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sensitivity is > 0 and < 1, true, nameof(sensitivity));
        ArgumentOutOfRangeException.ThrowIfNotEqual(specificity is > 0 and < 1, true, nameof(specificity));
        double cutoff = CutoffOf(specificity, markerFreedom);
        double shift = cutoff + CutoffOf(sensitivity, markerFreedom);
        return new(name, group, [.. states.Select(s => new StateLoading(pathway, s, shift))], null) { Cutoff = cutoff, Above = positive };
    }

    /// <summary>The cutoff on a latent scale of variance 1 below which a share of unaltered people lies.</summary>
    /// <param name="specificity">That share, in (0, 1).</param>
    /// <param name="markerFreedom">Degrees of freedom of the model's markers, above 2; null for normal ones.</param>
    public static double CutoffOf(double specificity, double? markerFreedom) => markerFreedom is { } nu
        ? StudentT.Quantile(specificity, nu) * Math.Sqrt((nu - 2) / nu)
        : Normal.Quantile(specificity);
}
