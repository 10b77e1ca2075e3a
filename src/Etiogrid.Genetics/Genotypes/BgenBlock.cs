namespace Etiogrid.Genetics.Genotypes;

/// <summary>Where the genotypes of one BGEN variant lie.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="StoredLength">Bytes in the file.</param>
/// <param name="Length">Bytes when unpacked.</param>
internal readonly record struct BgenBlock(long Offset, int StoredLength, int Length);
