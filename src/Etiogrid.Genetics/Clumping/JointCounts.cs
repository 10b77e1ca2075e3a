namespace Etiogrid.Genetics.Clumping;

/// <summary>People with a call at both of two variants, by copies of allele 1 at the first and the second: C21 has two and one.</summary>
internal readonly record struct JointCounts(int C00, int C01, int C02, int C10, int C11, int C12, int C20, int C21, int C22)
{
    public int Total => C00 + C01 + C02 + C10 + C11 + C12 + C20 + C21 + C22;
}
