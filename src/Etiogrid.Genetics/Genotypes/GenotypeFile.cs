using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Opens genotypes of any supported format.</summary>
public static class GenotypeFile
{
    /// <summary>
    /// Opens by extension (<c>.bed</c>), or, for a prefix, whichever file stands there.
    /// E201 means that nothing readable was found; other errors are the format's own.
    /// </summary>
    public static Parsed<IGenotypeSource> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".bed", StringComparison.OrdinalIgnoreCase))
        {
            return BedGenotypes.Open(path);
        }

        if (File.Exists(path + ".bed"))
        {
            return BedGenotypes.Open(path + ".bed");
        }

        return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E201", "No genotypes stand at this path", new(path), expected: "a .bed file or the prefix of a .bed/.bim/.fam trio", fix: "Check the path"));
    }
}
