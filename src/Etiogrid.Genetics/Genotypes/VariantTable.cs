using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Reads <c>.bim</c> files: chromosome, id, centimorgan, base pair, allele 1, allele 2.</summary>
internal static class VariantTable
{
    /// <summary>Errors: E101 missing file, E102 empty, E405 malformed row.</summary>
    public static Parsed<VariantList> ReadBim(string path) => TextInput.Read<VariantList>(path, ReadBim);

    private static Parsed<VariantList> ReadBim(Utf8LineReader reader, string path)
    {
        var bag = new DiagnosticBag();
        var variants = new VariantList();
        Span<Range> fields = stackalloc Range[6];
        while (reader.TryRead(out var line))
        {
            int count = Utf8Fields.SplitWhiteSpace(line, fields);
            if (count == 0)
            {
                continue;
            }

            // PLINK also writes five columns, without centimorgans.
            int shift = count == 5 ? 1 : 0;
            if (count is < 5 or > 6 || !Utf8Fields.TryInteger(line[fields[3 - shift]], out int position))
            {
                bag.Add(Diagnostic.Error("E405", "A .bim row is malformed", new(path, reader.LineNumber), Utf8Fields.Text(line), "chromosome, id, cM, base pair, allele 1, allele 2", "Write the .bim again with plink --make-just-bim"));
                continue;
            }

            variants.Add(line[fields[0]], position, line[fields[1]], line[fields[4 - shift]], line[fields[5 - shift]]);
        }

        if (variants.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "one row a variant"));
        }

        return bag.Finish(() => variants);
    }
}
