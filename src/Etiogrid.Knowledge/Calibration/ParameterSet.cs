using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// The calibrated means of the general grid's parameters, with the hash of the tables they belong to. Kinds:
/// <c>prevalence</c> (logit K, key pathway), <c>link</c> (logit lambda, key pathway/direction/symptom), <c>leak</c> (logit, key symptom),
/// <c>mapped</c> (factor on the elicited loads of an exposure on its pathways), <c>unexplained</c> (logits that an exposure adds to the
/// leak of an outcome's symptoms, key exposure/outcome: the part of a published effect that no named pathway carries; it never moves a
/// pathway), <c>intercept</c> (logit, key outcome).
/// </summary>
public sealed class ParameterSet
{
    private static readonly string[] Columns = ["kind", "key", "mean", "sd", "elicited"];
    private readonly Dictionary<(string Kind, string Key), (double Mean, double Sd, double Elicited)> _values;

    internal ParameterSet(string tablesSha256, bool includesUnverified, int people, ulong seed, IEnumerable<(string Kind, string Key, double Mean, double Sd, double Elicited)> values)
    {
        TablesSha256 = tablesSha256;
        IncludesUnverified = includesUnverified;
        People = people;
        Seed = seed;
        _values = values.ToDictionary(v => (v.Kind, v.Key), v => (v.Mean, v.Sd, v.Elicited));
    }

    /// <summary>Hash of the tables it was solved for.</summary>
    public string TablesSha256 { get; }

    /// <summary>True when rows that nobody read took part.</summary>
    public bool IncludesUnverified { get; }

    /// <summary>People simulated.</summary>
    public int People { get; }

    /// <summary>Seed of the simulation.</summary>
    public ulong Seed { get; }

    /// <summary>Mean and standard deviation of a parameter, or null where it was not calibrated.</summary>
    public (double Mean, double Sd)? Find(string kind, string key) => _values.TryGetValue((kind, key), out var v) ? (v.Mean, v.Sd) : null;

    /// <summary>The file: four lines of identity, then one line a parameter.</summary>
    public string ToTsv()
    {
        var table = new Table(Columns);
        table.Add("tables_sha256", TablesSha256, null, null, null);
        table.Add("includes_unverified", IncludesUnverified ? "yes" : "no", null, null, null);
        table.Add("people", null, (double)People, null, null);
        table.Add("seed", Seed.ToString(CultureInfo.InvariantCulture), null, null, null);
        foreach (var ((kind, key), v) in _values)
        {
            table.Add(kind, key, v.Mean, v.Sd, v.Elicited);
        }

        return table.ToTsv();
    }

    /// <summary>Reads a parameter file. Errors: E531 columns or identity lines missing, E532 a cell that is not a number.</summary>
    public static Parsed<ParameterSet> Read(Stream stream, string name) => DelimitedTable.Read(stream, name).Then(Parse);

    private static Parsed<ParameterSet> Parse(DelimitedTable table)
    {
        var bag = new DiagnosticBag();
        string[] identity = ["tables_sha256", "includes_unverified", "people", "seed"];
        if (!table.Header.SequenceEqual(Columns) || table.Rows.Count < identity.Length || !table.Rows.Take(identity.Length).Select(r => r[0]).SequenceEqual(identity))
        {
            return Parsed.Failed<ParameterSet>(Diagnostic.Error("E531", "This is not a parameter file", new(table.File, 1), expected: string.Join(", ", Columns), fix: "Write it with 'knowledge calibrate --parameters FILE'"));
        }

        var values = new List<(string, string, double, double, double)>();
        for (int i = identity.Length; i < table.Rows.Count; i++)
        {
            string[] row = table.Rows[i];
            double[] numbers = new double[3];
            for (int c = 0; c < numbers.Length; c++)
            {
                if (!Cell.TryNumber(row[c + 2], out numbers[c]))
                {
                    bag.Add(Diagnostic.Error("E532", "The parameter is not a number", table.PlaceOf(i, Columns[c + 2]), row[c + 2], "a number", Cell.FixFor(row[c + 2])));
                }
            }

            values.Add((row[0], row[1], numbers[0], numbers[1], numbers[2]));
        }

        if (!Cell.TryNumber(table.Rows[2][2], out double people) || !ulong.TryParse(table.Rows[3][1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            bag.Add(Diagnostic.Error("E532", "The number of people or the seed is not a number", table.PlaceOf(2, "mean"), table.Rows[2][2], "a number"));
            return bag.Fail<ParameterSet>();
        }

        return bag.Finish(() => new ParameterSet(table.Rows[0][1], table.Rows[1][1] == "yes", (int)people, seed, values));
    }
}
