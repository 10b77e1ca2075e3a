using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Results;

/// <summary>One modality chip of the page header.</summary>
/// <param name="Modality">Which.</param>
/// <param name="Name">Display name.</param>
/// <param name="Presence">Measured, partly, absent.</param>
/// <param name="Detail">Words such as <c>94 % matched</c> or <c>18 of 22</c>; empty when there is nothing to add.</param>
public sealed record ModalityStatus(Modality Modality, string Name, Presence Presence, string Detail);
