namespace Etiogrid.Studies.Results;

/// <summary>A row of the study's own knowledge that takes part in this person's result, and what it changes.</summary>
/// <param name="Table">Knowledge table.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Replaces">True where it overrides a row that ships with the program.</param>
/// <param name="Row">Row of the study's file, from 1 with the header.</param>
/// <param name="Through">Through what it takes part: an exposure, a symptom, a marker, the prior of everybody.</param>
/// <param name="PathwayId">The pathway whose posterior it moves most; null where it moves none, or where it cannot be taken out alone.</param>
/// <param name="With">Posterior of that pathway with the row; NaN without such a pathway.</param>
/// <param name="Without">Posterior without it; NaN without such a pathway.</param>
public sealed record OverlayEffect(string Table, string Key, bool Replaces, long? Row, string Through, string? PathwayId, double With, double Without);
