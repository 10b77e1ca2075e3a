using System.Runtime.CompilerServices;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Reads <c>.bim</c> files: chromosome, id, centimorgan, base pair, allele 1, allele 2.</summary>
internal static class VariantTable
{
    private const int LargestFirstCapacity = 1 << 24;

    /// <summary>Errors: E101 missing file, E102 empty, E405 malformed row.</summary>
    public static Parsed<Variant[]> ReadBim(string path) => TextInput.Read<Variant[]>(path, ReadBim);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static Parsed<Variant[]> ReadBim(Utf8LineReader reader, string path)
    {
        var bag = new DiagnosticBag();
        List<Variant> variants = [];
        var pool = new StringPool();
        Span<Range> fields = stackalloc Range[6];
        string lastRaw = "";
        string lastChromosome = "";
        while (reader.TryRead(out var line))
        {
            int count = Utf8Fields.SplitWhiteSpace(line, fields);
            if (count == 0)
            {
                continue;
            }

            if (variants.Capacity == 0)
            {
                // A list that doubles would copy hundreds of megabytes for a biobank.
                variants.Capacity = (int)Math.Min(reader.Length / Math.Max(1, line.Length - 4), LargestFirstCapacity) + 16;
            }

            // PLINK also writes five columns, without centimorgans.
            int shift = count == 5 ? 1 : 0;
            if (count is < 5 or > 6 || !Utf8Fields.TryInteger(line[fields[3 - shift]], out int position))
            {
                bag.Add(Diagnostic.Error("E405", "A .bim row is malformed", new(path, reader.LineNumber), Utf8Fields.Text(line), "chromosome, id, cM, base pair, allele 1, allele 2", "Write the .bim again with plink --make-just-bim"));
                continue;
            }

            string raw = pool.Get(line[fields[0]]);
            if (!ReferenceEquals(raw, lastRaw))
            {
                (lastRaw, lastChromosome) = (raw, Chromosome.Normalise(raw));
            }

            variants.Add(new(lastChromosome, position, Utf8Fields.Text(line[fields[1]]), pool.Get(line[fields[4 - shift]]), pool.Get(line[fields[5 - shift]])));
        }

        if (variants.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "one row a variant"));
        }

        return bag.Finish(variants.ToArray);
    }
}
