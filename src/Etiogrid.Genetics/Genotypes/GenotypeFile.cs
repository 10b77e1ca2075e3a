using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Opens genotypes of any supported format.</summary>
public static class GenotypeFile
{
    private static readonly (string Extension, Func<string, Parsed<IGenotypeSource>> Open)[] Formats =
    [
        (".bed", BedGenotypes.Open),
        (".pgen", PgenGenotypes.Open),
        (".bgen", BgenGenotypes.Open),
        (".vcf", VcfGenotypes.Open),
        (".vcf.gz", VcfGenotypes.Open),
    ];

    /// <summary>
    /// Opens by extension (<c>.bed .pgen .bgen .vcf .vcf.gz</c>), or, for a prefix, the first of these that stands there.
    /// E401 means that nothing readable was found; other errors are the format's own.
    /// </summary>
    public static Parsed<IGenotypeSource> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        foreach (var (extension, open) in Formats)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return open(path);
            }
        }

        foreach (var (extension, open) in Formats)
        {
            if (File.Exists(path + extension))
            {
                return open(path + extension);
            }
        }

        return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E401", "No genotypes stand at this path", new(path), expected: ".bed, .pgen, .bgen, .vcf or .vcf.gz, or the prefix of such a file", fix: "Check the path"));
    }
}
