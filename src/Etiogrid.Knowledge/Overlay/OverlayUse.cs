namespace Etiogrid.Knowledge.Overlay;

/// <summary>An overlay row that takes part in what is said about a person.</summary>
/// <param name="Row">The row.</param>
/// <param name="Reason">Through what: the exposure, symptom, marker or score it concerns, the prior of everybody, or the list of interventions.</param>
public sealed record OverlayUse(OverlayRow Row, string Reason);
