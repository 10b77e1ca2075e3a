namespace Etiogrid.Genetics.Sets;

/// <summary>Where a gene lies.</summary>
/// <param name="Name">Symbol.</param>
/// <param name="Id">Identifier (Entrez, Ensembl), null where the file has none.</param>
/// <param name="Chromosome">Normalised.</param>
/// <param name="Start">1-based first base.</param>
/// <param name="End">1-based last base.</param>
/// <param name="Reverse">True for the minus strand; the plus strand where the file has none.</param>
public sealed record GeneLocation(string Name, string? Id, string Chromosome, int Start, int End, bool Reverse)
{
    /// <summary>First and last base with the window; upstream is behind the end on the minus strand. Clamped at base 1.</summary>
    public (int Start, int End) Extended(GeneWindow window)
    {
        int before = Reverse ? window.Downstream : window.Upstream;
        int behind = Reverse ? window.Upstream : window.Downstream;
        return (Math.Max(1, Start - before), (int)Math.Min(int.MaxValue, (long)End + behind));
    }
}
