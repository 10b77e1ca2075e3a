namespace Etiogrid.Genetics.Genotypes;

/// <summary>One person of a genotype file.</summary>
/// <param name="FamilyId">Family; <c>0</c> where the file has none.</param>
/// <param name="IndividualId">Person; unique together with the family.</param>
/// <param name="Sex">As stated.</param>
/// <param name="IsFounder">True when no parent is named; allele frequencies are counted in founders.</param>
/// <param name="Phenotype">As stated in the file, NaN for missing.</param>
public sealed record GenotypeSample(string FamilyId, string IndividualId, Sex Sex = Sex.Unknown, bool IsFounder = true, double Phenotype = double.NaN);
