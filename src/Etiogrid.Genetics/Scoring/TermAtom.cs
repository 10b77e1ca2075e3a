namespace Etiogrid.Genetics.Scoring;

/// <summary>Terms of one group that have the same pattern, as a stretch of <see cref="TermBlock.Order"/>.</summary>
/// <param name="Start">First place.</param>
/// <param name="Packed">Terms that hold hard calls; they come first.</param>
/// <param name="Count">All terms.</param>
/// <param name="Pattern">Their pattern.</param>
internal readonly record struct TermAtom(int Start, int Packed, int Count, int Pattern);
