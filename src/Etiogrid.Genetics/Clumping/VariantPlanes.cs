namespace Etiogrid.Genetics.Clumping;

/// <summary>Bit planes of a variant with their counts, or dosages where it has fractional ones.</summary>
/// <param name="Slot">Address of the planes one, two and missing, one behind the other; 0 for dosages.</param>
/// <param name="One">People with one copy of allele 1.</param>
/// <param name="Two">People with two.</param>
/// <param name="Missing">People without a call.</param>
/// <param name="Absent">Places of those people in a plane (8 times the byte plus the bit) where they are few, else null.</param>
/// <param name="Dosages">Dosages, or null.</param>
internal sealed record VariantPlanes(nint Slot, int One, int Two, int Missing, int[]? Absent, double[]? Dosages);
