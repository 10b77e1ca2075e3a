namespace Etiogrid.Inference.Learning;

/// <summary>The outcomes of one trial (or cohort), learned from and removable as a whole.</summary>
/// <param name="Id">Unique label.</param>
/// <param name="ScalePoints">Points of the severity scale when every symptom of the grid is present; used with <see cref="TrialPerson.Change"/>.</param>
/// <param name="People">At least one.</param>
public sealed record TrialContribution(string Id, double ScalePoints, IReadOnlyList<TrialPerson> People);
