namespace Etiogrid.Inference;

/// <summary>A biomarker: y ~ N(sum of loadings of the states, S), where S is the model's joint covariance.</summary>
/// <param name="Name">Label in results.</param>
/// <param name="Group">Evidence group, such as its modality.</param>
/// <param name="Loadings">Shift by state; states not listed do not shift it.</param>
/// <param name="Value">Observed value (expected value of an unaltered person subtracted), or null for not measured.</param>
/// <param name="Cost">Relative cost of measuring it, positive.</param>
public sealed record GridMarker(string Name, string Group, IReadOnlyList<StateLoading> Loadings, double? Value, double Cost = 1);
