namespace Etiogrid.Genetics.Sets;

/// <summary>A named set of genes.</summary>
/// <param name="Name">Unique within its collection.</param>
/// <param name="Description">Second column of a GMT file.</param>
/// <param name="Genes">Symbols or identifiers, each once.</param>
public sealed record GeneSet(string Name, string Description, IReadOnlyList<string> Genes)
{
    /// <summary>What the genes have in common.</summary>
    public GeneUnitKind Kind { get; init; }
}
