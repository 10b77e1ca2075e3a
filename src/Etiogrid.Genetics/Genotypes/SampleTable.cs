using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Reads <c>.fam</c> files: FID IID PAT MAT SEX PHENO, blanks or tabs.</summary>
internal static class SampleTable
{
    /// <summary>Errors: E101 missing file, E102 empty, E406 wrong number of columns, E407 the same person twice.</summary>
    public static Parsed<GenotypeSample[]> ReadFam(string path) => TextInput.Read<GenotypeSample[]>(path, ReadFam);

    private static Parsed<GenotypeSample[]> ReadFam(Utf8LineReader reader, string path)
    {
        var bag = new DiagnosticBag();
        List<GenotypeSample> samples = [];
        Span<Range> fields = stackalloc Range[6];
        while (reader.TryRead(out var line))
        {
            int count = Utf8Fields.SplitWhiteSpace(line, fields);
            if (count == 0)
            {
                continue;
            }

            if (count is < 5 or > 6)
            {
                bag.Add(Diagnostic.Error("E406", "A .fam row has the wrong number of columns", new(path, reader.LineNumber), Utf8Fields.Text(line), "6 columns: FID IID PAT MAT SEX PHENO", "Write the .fam again with plink --make-just-fam"));
                continue;
            }

            bool founder = line[fields[2]].SequenceEqual("0"u8) && line[fields[3]].SequenceEqual("0"u8);
            double phenotype = count == 6 && Utf8Fields.TryNumber(line[fields[5]], out double value) && value is not -9 ? value : double.NaN;
            samples.Add(new(Utf8Fields.Text(line[fields[0]]), Utf8Fields.Text(line[fields[1]]), SexOf(line[fields[4]]), founder, phenotype));
        }

        CheckUnique(samples, path, 1, bag);
        if (samples.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "one row a person"));
        }

        return bag.Finish(samples.ToArray);
    }

    /// <summary>Reports people that stand in the file twice.</summary>
    public static void CheckUnique(List<GenotypeSample> samples, string path, int firstRow, DiagnosticBag bag)
    {
        var seen = new HashSet<(string, string)>();
        for (int i = 0; i < samples.Count; i++)
        {
            if (!seen.Add((samples[i].FamilyId, samples[i].IndividualId)))
            {
                bag.Add(Diagnostic.Error("E407", "The same person stands in the file twice", new(path, i + firstRow, "IID"), samples[i].IndividualId, "unique FID and IID", "Remove one of the rows together with its genotypes"));
            }
        }
    }

    /// <summary>1, M or male; 2, F or female; anything else is unknown.</summary>
    public static Sex SexOf(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'1'] or [(byte)'M', ..] or [(byte)'m', ..] => Sex.Male,
        [(byte)'2'] or [(byte)'F', ..] or [(byte)'f', ..] => Sex.Female,
        _ => Sex.Unknown,
    };
}
