namespace Etiogrid.Genetics.Genotypes;

/// <summary>One biallelic variant; a multi-allelic record of a file appears as one variant for each alternate allele.</summary>
/// <param name="Chromosome">As in <see cref="Genotypes.Chromosome"/>.</param>
/// <param name="Position">1-based base pair.</param>
/// <param name="Id">Name in the file.</param>
/// <param name="Allele1">The counted allele: column 5 of a <c>.bim</c>, ALT elsewhere.</param>
/// <param name="Allele2">The other allele: column 6 of a <c>.bim</c>, REF elsewhere.</param>
/// <param name="AlternateCount">Alternate alleles of the record; more than 1 for a multi-allelic record.</param>
public readonly record struct Variant(string Chromosome, int Position, string Id, string Allele1, string Allele2, int AlternateCount = 1);
