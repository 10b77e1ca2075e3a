namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Allele texts: complement, ambiguity, kind.</summary>
internal static class Alleles
{
    /// <summary>The base on the other strand, or null for anything but one of A, C, G, T.</summary>
    public static string? Complement(string allele) => allele switch
    {
        "A" => "T",
        "C" => "G",
        "G" => "C",
        "T" => "A",
        _ => null,
    };

    /// <summary>True for A/T and C/G.</summary>
    public static bool AreAmbiguous(string a, string b) => Complement(a) == b;

    /// <summary>True for a single base.</summary>
    public static bool IsBase(string allele) => allele.Length == 1 && allele[0] is 'A' or 'C' or 'G' or 'T';

    /// <summary>True for texts of A, C, G, T only.</summary>
    public static bool IsSequence(string allele) => allele.Length > 0 && allele.AsSpan().IndexOfAnyExcept("ACGT") < 0;

    /// <summary>Upper case; texts that already are cost nothing.</summary>
    public static string Upper(string allele) => allele.AsSpan().IndexOfAnyInRange('a', 'z') < 0 ? allele : allele.ToUpperInvariant();
}
