using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Person;

/// <summary>How the reference residuals of a group of markers correlate. Markers in no group are independent of all others.</summary>
/// <param name="Markers">Marker ids; ids unknown to the grid are ignored.</param>
/// <param name="Correlation">Their correlation matrix.</param>
/// <param name="SharesSignal">
/// True for maps that are compared with one image (co-localisation): an alteration that shifts one marker by d shifts every
/// other of the group by r d, so loadings become R times the direct loadings.
/// </param>
public sealed record MarkerCorrelation(IReadOnlyList<string> Markers, Matrix Correlation, bool SharesSignal);
