namespace Etiogrid.Knowledge.Schema;

/// <summary>
/// Symbols of human genes: HGNC symbols as RefSeq carried them on hg19 and as Reactome uses them (2022), with the later symbols of the shipped
/// sets. A symbol that HGNC gave out since is made known by a row of <c>legacy_symbols</c> (earlier symbol, present symbol).
/// </summary>
internal static class KnownGenes
{
    private const string File = "Etiogrid.Knowledge.Symbols.human_genes.txt";
    private static readonly Lazy<HashSet<string>> Symbols = new(Read);

    /// <summary>True for a symbol on the list.</summary>
    public static bool Contains(string symbol) => Symbols.Value.Contains(symbol);

    /// <summary>The nearest symbol on the list, or null where none is near.</summary>
    public static string? Near(string symbol) => Core.Diagnostics.NearestName.Among(symbol, Symbols.Value);

    private static HashSet<string> Read()
    {
        using var stream = typeof(KnownGenes).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"'{File}' is not embedded.");
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
    }
}
