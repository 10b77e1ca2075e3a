namespace Etiogrid.Studies.Results;

/// <summary>State or trait of one pathway, from its markers over visits.</summary>
/// <param name="Markers">Names of the markers that were followed.</param>
/// <param name="Visits">The visits, in order of time.</param>
/// <param name="StateDominant">P(the state varies more than the trait), in [0, 1].</param>
/// <param name="StateShare">Posterior mean of the state's part of the lasting-plus-passing variance.</param>
/// <param name="SeveritySlope">Posterior mean of the shift that goes with one standard deviation of severity.</param>
/// <param name="Verdict">state, trait or undetermined.</param>
public sealed record StateTraitResult(IReadOnlyList<string> Markers, IReadOnlyList<VisitPoint> Visits, double StateDominant, double StateShare, double SeveritySlope, string Verdict);
