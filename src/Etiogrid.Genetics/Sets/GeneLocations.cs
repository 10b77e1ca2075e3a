using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Text;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Gene locations from PLINK's glist (chromosome start end symbol), MAGMA's gene.loc (id chromosome start end strand symbol),
/// a <c>.bed</c> of intervals (0-based, half-open, name in column 4, strand in column 6) or a GTF (features <c>gene</c>).
/// </summary>
public sealed class GeneLocations
{
    private GeneLocations(string file, IReadOnlyList<GeneLocation> genes, GenomeBuild stated = GenomeBuild.Unknown)
    {
        File = file;
        Genes = genes;
        Build = BuildAnchors.InferGenes(genes) is var told && told != GenomeBuild.Unknown ? told : stated;
    }

    /// <summary>Path as given.</summary>
    public string File { get; }

    /// <summary>All genes in file order; a symbol may stand at several places.</summary>
    public IReadOnlyList<GeneLocation> Genes { get; }

    /// <summary>Genome build: what well-known variants inside the genes tell, else what the file states (<c>#!genome-build</c> of a GTF).</summary>
    public GenomeBuild Build { get; }

    /// <summary>Locations from memory.</summary>
    public static GeneLocations From(IReadOnlyList<GeneLocation> genes) => new("(computed)", genes);

    /// <summary>Reads a file. Errors: E101 missing file, E102 empty, E105 unreadable, E441 malformed row.</summary>
    public static Parsed<GeneLocations> Read(string path) => TextInput.Read<GeneLocations>(path, Read);

    /// <summary>Reads locations that will meet genotypes. Errors: those of <see cref="Read(string)"/>, E453 locations and genotypes of different genome builds.</summary>
    /// <param name="path">The locations.</param>
    /// <param name="genotypes">Genotypes, whose well-known variants tell their build.</param>
    /// <param name="matched">Build of the weights that were matched to the genotypes by position, which speaks where the genotypes do not.</param>
    public static Parsed<GeneLocations> Read(string path, IGenotypeSource genotypes, GenomeBuild matched = GenomeBuild.Unknown)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        return Read(path).Then(locations =>
        {
            var there = BuildAnchors.Infer(genotypes);
            there = there == GenomeBuild.Unknown ? matched : there;
            var here = locations.Build;
            return here == GenomeBuild.Unknown || there == GenomeBuild.Unknown || here == there
                ? Parsed.Of(locations)
                : Parsed.Failed<GeneLocations>(Diagnostic.Error("E453", $"Gene locations and genotypes use different genome builds: the genes are in {here}, the genotypes in {there}", new(path), fix: "Give gene locations in the build of the genotypes"));
        });
    }

    private static Parsed<GeneLocations> Read(Utf8LineReader reader, string path)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        bool intervals = plain.EndsWith(".bed", StringComparison.OrdinalIgnoreCase);
        bool gtf = plain.EndsWith(".gtf", StringComparison.OrdinalIgnoreCase) || plain.EndsWith(".gff", StringComparison.OrdinalIgnoreCase);
        var bag = new DiagnosticBag();
        List<GeneLocation> genes = [];
        var stated = GenomeBuild.Unknown;
        while (reader.TryRead(out var line))
        {
            if (line.StartsWith("#!genome-build "u8) || line.StartsWith("#!genome-version "u8))
            {
                stated = WeightReader.BuildOf(Utf8Fields.Text(line).Split(' ')[1].Split('.')[0]);
            }

            if (line.IsEmpty || line[0] == '#' || line.StartsWith("track"u8) || line.StartsWith("browser"u8))
            {
                continue;
            }

            string text = Utf8Fields.Text(line);
            string[] cells = gtf ? text.Split('\t') : text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (gtf && cells.Length >= 3 && cells[2] != "gene")
            {
                continue;
            }

            var gene = gtf ? Gtf(cells) : intervals ? Interval(cells) : cells.Length >= 6 ? Magma(cells) : Glist(cells);
            if (gene is null || gene.End < gene.Start)
            {
                bool header = reader.LineNumber == 1 && genes.Count == 0 && gene is null && cells.Length >= 4;
                if (!header)
                {
                    bag.Add(Diagnostic.Error("E441", "The gene location is malformed", new(path, reader.LineNumber), text, "chromosome start end symbol, id chromosome start end strand symbol, a .bed of intervals, or a .gtf"));
                }

                continue;
            }

            genes.Add(gene);
        }

        if (genes.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "one row a gene"));
        }

        return bag.Finish(() => new GeneLocations(path, genes, stated));
    }

    private static GeneLocation? Glist(string[] c) =>
        c.Length >= 4 && Number(c[1], out int start) && Number(c[2], out int end) ? new(c[3], null, Chromosome.Normalise(c[0]), start, end, c.Length > 4 && c[4] == "-") : null;

    private static GeneLocation? Magma(string[] c) =>
        Number(c[2], out int start) && Number(c[3], out int end) ? new(c[5], c[0], Chromosome.Normalise(c[1]), start, end, c[4] == "-") : null;

    private static GeneLocation? Interval(string[] c) =>
        c.Length >= 4 && Number(c[1], out int start) && Number(c[2], out int end) ? new(c[3], null, Chromosome.Normalise(c[0]), start + 1, end, c.Length > 5 && c[5] == "-") : null;

    private static GeneLocation? Gtf(string[] c)
    {
        if (c.Length < 9 || !Number(c[3], out int start) || !Number(c[4], out int end))
        {
            return null;
        }

        string? id = Attribute(c[8], "gene_id");
        string? name = Attribute(c[8], "gene_name") ?? id;
        return name is null ? null : new(name, id?.Split('.')[0], Chromosome.Normalise(c[0]), start, end, c[6] == "-");
    }

    private static string? Attribute(string text, string key)
    {
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith(key + " ", StringComparison.Ordinal) || part.StartsWith(key + "=", StringComparison.Ordinal))
            {
                return part[(key.Length + 1)..].Trim('"');
            }
        }

        return null;
    }

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
