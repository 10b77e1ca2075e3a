namespace Etiogrid.Genetics.Clumping;

/// <summary>An index variant.</summary>
/// <param name="Candidate">Position in the list of candidates.</param>
/// <param name="Total">Other variants it claimed, in any set.</param>
/// <param name="Sets">Bits of the sets for which it stands; one word for 64 sets.</param>
public sealed record Clump(int Candidate, int Total, ulong[] Sets);
