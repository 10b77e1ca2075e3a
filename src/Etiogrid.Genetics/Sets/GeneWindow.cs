namespace Etiogrid.Genetics.Sets;

/// <summary>How far a gene reaches beyond its transcript, in base pairs. The field's convention is 35 kb upstream and 10 kb downstream.</summary>
/// <param name="Upstream">Before the 5' end.</param>
/// <param name="Downstream">Behind the 3' end.</param>
public readonly record struct GeneWindow(int Upstream, int Downstream)
{
    /// <summary>35 kb, 10 kb.</summary>
    public static GeneWindow Convention => new(35_000, 10_000);
}
