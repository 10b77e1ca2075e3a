namespace Etiogrid.Inference;

/// <summary>A causal alteration that can bring about a secondary change.</summary>
/// <param name="Cause">Index of the causing pathway.</param>
/// <param name="CauseDirection">Its direction index.</param>
/// <param name="Responder">Index of the pathway that changes.</param>
/// <param name="ResponderDirection">The direction index it changes to.</param>
/// <param name="Kappa">The chance that this cause alone brings the change about, in [0, 1].</param>
public sealed record GridCoupling(int Cause, int CauseDirection, int Responder, int ResponderDirection, double Kappa);
