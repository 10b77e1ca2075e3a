using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Studies.Measures.Brain;

namespace Etiogrid.Studies.Toolbox;

/// <content>Circuit features that need a task: activations and task interactions.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Joins features measured at rest with those of task tables: one column a measure, the 41 features of Tozzi et al. 2024 in their order, the opposite direction
    /// of an interaction (named by its ends the other way round) beside its own, then the mapping's other features. Missing values stay NaN.
    /// </summary>
    private static Parsed<NamedMatrix> WithTasks(NamedMatrix? rest, string? tasks, IReadOnlyList<string> activations, IReadOnlyList<CircuitMapRow> map)
    {
        var bag = new DiagnosticBag();
        List<NamedMatrix> tables = [];
        if (tasks is not null)
        {
            var read = TaskTable(tasks);
            bag.AddRange(read.Diagnostics);
            tables.AddRange(read.TryGetValue(out var table) ? [table] : []);
        }

        foreach (string activation in activations)
        {
            var read = ActivationTable(activation, map);
            bag.AddRange(read.Diagnostics);
            tables.AddRange(read.TryGetValue(out var table) ? [table] : []);
        }

        return bag.HasErrors ? bag.Fail<NamedMatrix>() : Join(rest, tables, bag);
    }

    /// <summary>People x features; every column is one of the knowledge base's task features, in either direction.</summary>
    private static Parsed<NamedMatrix> TaskTable(string path) => MatrixFile.Read(path).Then(file =>
    {
        var bag = new DiagnosticBag();
        string[] known = [.. KnowledgeBase.Load().CircuitFeatures.Where(f => f.Kind != "connectivity").SelectMany(Directions)];
        foreach (string column in file.ColumnNames.Where(c => !known.Contains(c)))
        {
            bag.Add(Diagnostic.Error("E656", "The column is no circuit feature that needs a task", new(path, 1, column), column, string.Join(", ", known), NearestName.Among(column, known) is { } near ? $"Did you mean {near}" : "See --show-mapping"));
        }

        return bag.Finish(() => file);
    });

    /// <summary><c>circuit=FILE</c>: people x regions, the contrast of that circuit's task; a feature is the mean over the regions of its end.</summary>
    private static Parsed<NamedMatrix> ActivationTable(string text, IReadOnlyList<CircuitMapRow> map)
    {
        string[] parts = text.Split('=', 2);
        var wanted = map.Where(r => r.Kind == "activation" && r.Circuit == parts[0]).ToArray();
        if (parts.Length != 2 || wanted.Length == 0)
        {
            string[] circuits = [.. map.Where(r => r.Kind == "activation").Select(r => r.Circuit).Distinct()];
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E657", "An activation table is given as circuit=FILE", Place.Nowhere, text, string.Join(", ", circuits), circuits.Length == 0 ? "Pass --parcellation FILE, so that circuits have regions" : null));
        }

        return MatrixFile.Read(parts[1]).Then(file =>
        {
            var bag = new DiagnosticBag();
            var used = wanted.Where(r => r.RegionsA.Count > 0).ToArray();
            int[][] columns = [.. used.Select(r => r.RegionsA.Select(n => file.ColumnNames.ToList().IndexOf(n)).ToArray())];
            foreach (var (row, at) in used.Zip(columns).Where(x => x.Second.Contains(-1)))
            {
                bag.Add(Diagnostic.Error("E658", "The table lacks a region of the circuit", new(parts[1], 1), string.Join(' ', row.RegionsA.Where((_, k) => at[k] < 0)), $"the regions of {row.Feature}", "Use region names of the parcellation as columns"));
            }

            return bag.Finish(() => new NamedMatrix(file.RowNames, [.. used.Select(r => r.Feature)], Means(file.Values, columns)));
        });
    }

    private static Matrix Means(Matrix values, int[][] columns)
    {
        var result = new Matrix(values.Rows, columns.Length);
        for (int i = 0; i < values.Rows; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                result[i, j] = columns[j].Select(c => values[i, c]).Average();
            }
        }

        return result;
    }

    private static Parsed<NamedMatrix> Join(NamedMatrix? rest, IReadOnlyList<NamedMatrix> tables, DiagnosticBag bag)
    {
        IReadOnlyList<string> people = rest?.RowNames ?? [.. tables.SelectMany(t => t.RowNames).Distinct(StringComparer.Ordinal)];
        string[] measures = [.. KnowledgeBase.Load().CircuitFeatures.SelectMany(Directions)];
        string[] given = [.. (rest?.ColumnNames ?? []).Concat(tables.SelectMany(t => t.ColumnNames))];
        string[] columns = [.. measures.Where(given.Contains), .. given.Where(g => !measures.Contains(g)).Distinct()];
        if (given.Length != given.Distinct(StringComparer.Ordinal).Count())
        {
            bag.Add(Diagnostic.Error("E651", "The feature is named twice", Place.Nowhere, given.GroupBy(g => g).First(g => g.Count() > 1).Key, fix: "Give each feature in one table"));
        }

        var values = new Matrix(people.Count, columns.Length);
        Array.Fill(values.Values, double.NaN);
        foreach (var table in rest is null ? tables : [rest, .. tables])
        {
            for (int row = 0; row < table.RowNames.Count; row++)
            {
                int[] at = [.. Enumerable.Range(0, people.Count).Where(i => IsOf(people[i], table.RowNames[row]))];
                if (at.Length != 1)
                {
                    bag.Add(Diagnostic.Error("E659", "The row of a task table belongs to one recording", Place.Nowhere, table.RowNames[row], at.Length == 0 ? string.Join(", ", people.Take(5)) : string.Join(", ", at.Select(i => people[i])), "Name the row by the recording, or by its beginning up to an underscore (sub-01, sub-01_ses-1)"));
                    continue;
                }

                for (int c = 0; c < table.ColumnNames.Count; c++)
                {
                    values[at[0], Array.IndexOf(columns, table.ColumnNames[c])] = table.Values[row, c];
                }
            }
        }

        return bag.Finish(() => new NamedMatrix(people, columns, values));
    }

    private static bool IsOf(string recording, string row) => recording == row || recording.StartsWith(row + "_", StringComparison.Ordinal);

    /// <summary>A feature's name and, for an interaction, the name of the opposite direction.</summary>
    private static IEnumerable<string> Directions(CircuitFeatureRow feature) => feature.Kind == "ppi" ? [feature.Id, feature.NodeB + feature.NodeA] : [feature.Id];

    /// <summary>
    /// Scores of an interaction measured in both directions become their mean (after z, as in Tozzi et al. 2024: 51 measures, 41 features); one
    /// direction alone stands for both.
    /// </summary>
    private static (NamedMatrix Values, Matrix Scores) AverageDirections(NamedMatrix values, Matrix scores)
    {
        var reverse = KnowledgeBase.Load().CircuitFeatures.Where(f => f.Kind == "ppi").ToDictionary(f => f.NodeB + f.NodeA, f => f.Id, StringComparer.Ordinal);
        string[] names = [.. values.ColumnNames.Select(n => reverse.GetValueOrDefault(n, n))];
        string[] distinct = [.. names.Distinct(StringComparer.Ordinal)];
        var merged = new Matrix(scores.Rows, distinct.Length);
        var raw = new Matrix(scores.Rows, distinct.Length);
        for (int j = 0; j < distinct.Length; j++)
        {
            int[] at = [.. Enumerable.Range(0, names.Length).Where(k => names[k] == distinct[j])];
            for (int i = 0; i < scores.Rows; i++)
            {
                merged[i, j] = MeanOfFinite(at.Select(k => scores[i, k]));
                raw[i, j] = MeanOfFinite(at.Select(k => values.Values[i, k]));
            }
        }

        return (new(values.RowNames, distinct, raw), merged);
    }

    private static double MeanOfFinite(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 0 ? finite.Average() : double.NaN;
    }
}
