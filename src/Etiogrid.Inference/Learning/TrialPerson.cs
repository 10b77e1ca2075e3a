namespace Etiogrid.Inference.Learning;

/// <summary>One person of a trial: what was believed at enrolment, what was given, what came out.</summary>
/// <param name="Arm">Interventions given; none = placebo or usual care.</param>
/// <param name="Configurations">q(c): the posterior at enrolment over joint pathway states, as weighted states in the order of the general grid.</param>
/// <param name="Symptoms">Symptoms at follow-up, present or absent.</param>
/// <param name="Markers">Markers at follow-up, z scores.</param>
/// <param name="Change">Change of a severity scale, in points; null where none was rated.</param>
public sealed record TrialPerson(
    IReadOnlyList<string> Arm,
    IReadOnlyList<WeightedStates> Configurations,
    IReadOnlyList<(string Symptom, bool Present)> Symptoms,
    IReadOnlyList<(string Marker, double Z)> Markers,
    double? Change);
