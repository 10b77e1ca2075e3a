using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Learning;

namespace Etiogrid.Studies.Ledger;

/// <summary>Learned parameters as a table: kind, key, literature, prior and learned value on the natural scale (logit, or standard deviations).</summary>
public static class ParameterFile
{
    private static readonly string[] Columns = ["kind", "key", "literature_mean", "literature_sd", "prior_sd", "mean", "sd"];

    /// <summary>The table as text.</summary>
    public static string ToTsv(LearnedParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var table = new Table(Columns);
        foreach (var v in parameters.Values)
        {
            table.Add(NameOf(v.Id.Kind), v.Id.Key, v.LiteratureMean, v.LiteratureSd, v.PriorSd, v.Mean, v.Sd);
        }

        return table.ToTsv();
    }

    /// <summary>Reads the table; E712 where it is not one.</summary>
    public static Parsed<LearnedParameters> Read(string path) => DelimitedTable.Read(path).Then(table =>
    {
        var bag = new DiagnosticBag();
        if (!table.Header.SequenceEqual(Columns))
        {
            bag.Add(Diagnostic.Error("E712", "The parameter file is not as it was written", new(path, 1), string.Join(' ', table.Header), string.Join(' ', Columns), "Restore the file from a copy"));
            return bag.Fail<LearnedParameters>();
        }

        var values = new List<LearnedParameter>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string[] row = table.Rows[i];
            double[] numbers = new double[5];
            bool ok = Enum.GetValues<ParameterKind>().Any(k => NameOf(k) == row[0]);
            for (int c = 0; c < numbers.Length; c++)
            {
                ok &= Cell.TryNumber(row[c + 2], out numbers[c]);
            }

            if (!ok)
            {
                bag.Add(Diagnostic.Error("E712", "The parameter file is not as it was written", table.PlaceOf(i, Columns[0]), string.Join(' ', row), "a kind, a key and five numbers", "Restore the file from a copy"));
                continue;
            }

            var kind = Enum.GetValues<ParameterKind>().Single(k => NameOf(k) == row[0]);
            values.Add(new(new(kind, row[1]), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]));
        }

        return bag.Finish(() => new LearnedParameters(values, [], []));
    });

    /// <summary>symptom_link, efficacy, marker_loading or coupling.</summary>
    public static string NameOf(ParameterKind kind) => kind switch
    {
        ParameterKind.SymptomLink => "symptom_link",
        ParameterKind.Efficacy => "efficacy",
        ParameterKind.MarkerLoading => "marker_loading",
        _ => "coupling",
    };
}
