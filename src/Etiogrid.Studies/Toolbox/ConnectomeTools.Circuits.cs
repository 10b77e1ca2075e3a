using Etiogrid.Connectome.Circuits;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Measures.Brain;

namespace Etiogrid.Studies.Toolbox;

/// <content>Circuit scores.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Scores of people against controls, (x - mean)/sd of controls: one row a person, one column a feature (and, with a mapping and the summary,
    /// one a circuit, <c>circuit_&lt;name&gt;</c>). Without controls the features as measured.
    /// </summary>
    public static Parsed<Table> Circuits(ConnectomeCircuitsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Maps(options).Then(maps => Gathered(options.Data, options.TimeSeries, options.Tasks, options.Activations, maps).Then(people =>
        {
            if (options.Controls is null && options.ControlTimeSeries.Count == 0 && options.ControlTasks is null && options.ControlActivations.Count == 0)
            {
                return options.Coverage ? Parsed.Of(CoverageTable(maps.Shipped, people, null))
                    : options.Intervals || options.Covariance ? Parsed.Failed<Table>(Diagnostic.Error("E655", "A score and its interval need controls", Place.Nowhere, expected: "--controls FILE, --control-timeseries FILE… or --control-tasks FILE"))
                    : Parsed.Of(CircuitTable(people, people.Values, maps, options.Summary));
            }

            return Gathered(options.Controls, options.ControlTimeSeries, options.ControlTasks, options.ControlActivations, maps).Then(controls => Scored(options, people, controls, maps));
        }));
    }

    /// <summary>Which features can be measured from recordings, and all shipped ones with their regions.</summary>
    private sealed record CircuitMaps(IReadOnlyList<CircuitFeature> AtRest, IReadOnlyList<CircuitMapRow> Shipped);

    private static Parsed<CircuitMaps> Maps(ConnectomeCircuitsOptions options) => Mapping(options).Then(mapping => options.Parcellation is null
        ? Parsed.Of(new CircuitMaps(mapping, CircuitMap.Build(KnowledgeBase.Load(), null)))
        : ParcellationReader.Read(options.Parcellation, null).Select(p => new CircuitMaps(mapping, CircuitMap.Build(KnowledgeBase.Load(), p))));

    /// <summary>Features of one group of people, at rest and from tasks.</summary>
    private static Parsed<NamedMatrix> Gathered(string? data, IReadOnlyList<string> recordings, string? tasks, IReadOnlyList<string> activations, CircuitMaps maps)
    {
        if (tasks is null && activations.Count == 0)
        {
            return FeatureTable(data, recordings, maps.AtRest);
        }

        return data is null && recordings.Count == 0
            ? WithTasks(null, tasks, activations, maps.Shipped)
            : FeatureTable(data, recordings, maps.AtRest).Then(rest => WithTasks(rest, tasks, activations, maps.Shipped));
    }

    /// <summary>
    /// Where the shipped mapping finds the circuit features in a parcellation: one row a feature with the regions of both ends and, where it
    /// cannot be measured, why. Edited, the table is a <c>--mapping</c>.
    /// </summary>
    public static Parsed<Table> CircuitMapping(string? parcellation) => (parcellation is null ? Parsed.Of<Core.Regions.Parcellation?>(null) : ParcellationReader.Read(parcellation, null).Select(p => (Core.Regions.Parcellation?)p)).Select(regions =>
    {
        var table = new Table("circuit", "feature", "regions_a", "regions_b", "sign", "kind", "note", "needs");
        foreach (var row in CircuitMap.Build(KnowledgeBase.Load(), regions))
        {
            table.Add(row.Circuit, row.Feature, string.Join(';', row.RegionsA), string.Join(';', row.RegionsB), "1", row.Kind, row.Note, Needs(row.Feature));
        }

        return table;
    });

    /// <summary>The data that a feature is made of.</summary>
    private static string Needs(string feature)
    {
        var row = KnowledgeBase.Load().CircuitFeatures.FirstOrDefault(f => f.Id == feature);
        return row?.Kind switch
        {
            "activation" => $"task activation, {row.Contrast}: column {row.Id} of --tasks, or --activation",
            "ppi" => $"task interaction, {row.Contrast}: columns {string.Join(" and ", Directions(row))} of --tasks, one or both",
            _ => "resting recording: --timeseries",
        };
    }

    private static Table CoverageTable(IReadOnlyList<CircuitMapRow> shipped, NamedMatrix people, NamedMatrix? controls)
    {
        var table = new Table("circuit", "feature", "kind", "needs", "people", "controls", "note");
        var merged = AverageDirections(people, people.Values).Values;
        var reference = controls is null ? null : AverageDirections(controls, controls.Values).Values;
        foreach (var row in shipped)
        {
            int measured = Count(merged, row.Feature);
            table.Add(row.Circuit, row.Feature, row.Kind, Needs(row.Feature), measured, reference is null ? null : Count(reference, row.Feature), measured == 0 && row.Kind == "connectivity" ? row.Note : "");
        }

        return table;

        static int Count(NamedMatrix of, string feature) => of.ColumnNames.ToList().IndexOf(feature) is >= 0 and var j ? of.Values.Column(j).Count(double.IsFinite) : 0;
    }

    private static Parsed<IReadOnlyList<CircuitFeature>> Mapping(ConnectomeCircuitsOptions options) =>
        options.Mapping is not null ? Connectome.Circuits.CircuitMapping.Read(options.Mapping).Select(Measurable)
        : options.Parcellation is not null ? ParcellationReader.Read(options.Parcellation, null).Select(p => CircuitMap.Measurable(CircuitMap.Build(KnowledgeBase.Load(), p)))
        : Parsed.Of<IReadOnlyList<CircuitFeature>>([]);

    /// <summary>With recordings only features with both ends can be measured; a mapping without any regions names features of a table and stays whole.</summary>
    private static IReadOnlyList<CircuitFeature> Measurable(IReadOnlyList<CircuitFeature> mapping) =>
        mapping.All(f => f.RegionsA.Count == 0) ? mapping : [.. mapping.Where(f => f.RegionsA.Count > 0 && f.RegionsB.Count > 0)];

    private static Parsed<NamedMatrix> FeatureTable(string? data, IReadOnlyList<string> recordings, IReadOnlyList<CircuitFeature> mapping)
    {
        if (data is not null)
        {
            return MatrixFile.Read(data);
        }

        if (recordings.Count == 0 || mapping.Count == 0)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E653", "There is nothing to score", Place.Nowhere, expected: "--data FILE, --timeseries FILE… with --parcellation FILE or --mapping FILE, or --tasks FILE"));
        }

        var bag = new DiagnosticBag();
        var values = new Matrix(recordings.Count, mapping.Count);
        for (int i = 0; i < recordings.Count; i++)
        {
            var read = TimeSeriesReader.Read(recordings[i], new() { AllowMissingRegions = true });
            bag.AddRange(read.Diagnostics);
            if (read.TryGetValue(out var series))
            {
                CircuitScores.Connectivity(series, mapping).CopyTo(values.Row(i));
            }
        }

        return bag.Finish(() => new NamedMatrix([.. recordings.Select(Stem)], [.. mapping.Select(f => f.Feature)], values));
    }

    private static Parsed<Table> Scored(ConnectomeCircuitsOptions options, NamedMatrix people, NamedMatrix controls, CircuitMaps maps)
    {
        if (!people.ColumnNames.SequenceEqual(controls.ColumnNames, StringComparer.Ordinal) || controls.Values.Rows < 2)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E654", "The controls do not fit the people", new(options.Controls ?? options.ControlTasks), $"{controls.Values.Rows} controls, {controls.ColumnNames.Count} features", $"at least 2 controls and the {people.ColumnNames.Count} features of the people, in the same order"));
        }

        var (values, scores) = AverageDirections(people, CircuitScores.Standardize(people.Values, controls.Values));
        var reference = AverageDirections(controls, CircuitScores.Standardize(controls.Values, controls.Values)).Scores;
        if (options.Coverage)
        {
            return Parsed.Of(CoverageTable(maps.Shipped, people, controls));
        }

        if (options.Covariance)
        {
            return ControlCorrelation(values.ColumnNames, reference, options);
        }

        var features = Features(values, maps);
        return options.Intervals
            ? Resampled(options, maps.AtRest).Select(draws => IntervalTable(values, scores, reference, [.. draws.Select(d => DrawnScores(d, maps.AtRest, controls, values.ColumnNames))], features))
            : Parsed.Of(CircuitTable(values, scores, maps, options.Summary));
    }

    /// <summary>Correlation of the scores among controls: the covariance of people's deviations that are no more than a control's.</summary>
    private static Parsed<Table> ControlCorrelation(IReadOnlyList<string> features, Matrix reference, ConnectomeCircuitsOptions options)
    {
        int[] complete = [.. Enumerable.Range(0, reference.Rows).Where(i => reference.Row(i).ToArray().All(double.IsFinite))];
        var rows = new Matrix(complete.Length, reference.Columns);
        for (int i = 0; i < complete.Length; i++)
        {
            reference.Row(complete[i]).CopyTo(rows.Row(i));
        }

        if (complete.Length < 3 || Enumerable.Range(0, rows.Columns).Any(j => !(Moments.Variance(rows.Column(j)) > 0)))
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E654", "The controls do not fit the people", new(options.Controls ?? options.ControlTasks), $"{complete.Length} controls with every feature", "at least 3, and features that vary", "Leave out features that controls lack"));
        }

        var found = ShrunkCorrelation.Estimate(rows);
        var table = new Table(["name", .. features]);
        for (int i = 0; i < features.Count; i++)
        {
            table.Add([features[i], .. found.Correlation.Row(i).ToArray().Cast<object?>()]);
        }

        return Parsed.Of(table);
    }

    /// <summary>Scores of a recording's resamples under the names of the scores; NaN where a feature is not measured at rest.</summary>
    private static Matrix DrawnScores(Matrix draws, IReadOnlyList<CircuitFeature> atRest, NamedMatrix controls, IReadOnlyList<string> names)
    {
        var result = new Matrix(draws.Rows, names.Count);
        Array.Fill(result.Values, double.NaN);
        for (int f = 0; f < atRest.Count; f++)
        {
            int at = names.ToList().IndexOf(atRest[f].Feature);
            int column = controls.ColumnNames.ToList().IndexOf(atRest[f].Feature);
            if (at < 0 || column < 0)
            {
                continue;
            }

            var scored = CircuitScores.Standardize(new Matrix(draws.Rows, 1, draws.Column(f)), new Matrix(controls.Values.Rows, 1, controls.Values.Column(column)));
            for (int b = 0; b < draws.Rows; b++)
            {
                result[b, at] = scored[b, 0];
            }
        }

        return result;
    }

    /// <summary>Resamples x features of each recording; nothing where the features come as a table.</summary>
    private static Parsed<IReadOnlyList<Matrix>> Resampled(ConnectomeCircuitsOptions options, IReadOnlyList<CircuitFeature> mapping)
    {
        var bag = new DiagnosticBag();
        List<Matrix> draws = [];
        foreach (string path in options.Data is null ? options.TimeSeries : [])
        {
            // What there is to say about the file was said when its features were measured.
            if (TimeSeriesReader.Read(path, new() { AllowMissingRegions = true }).TryGetValue(out var series))
            {
                draws.Add(CircuitInterval.Resample(series, mapping, options.Resamples, options.BlockVolumes, options.Seed));
            }
        }

        return bag.Finish<IReadOnlyList<Matrix>>(() => draws);
    }

    private static Table IntervalTable(NamedMatrix people, Matrix scores, Matrix reference, IReadOnlyList<Matrix> draws, CircuitFeature[] features)
    {
        var table = new Table("name", "circuit", "feature", "value", "score", "se", "low", "high", "n_controls", "n_features", "basis");
        int[] controls = [.. Enumerable.Range(0, features.Length).Select(j => reference.Column(j).Count(double.IsFinite))];
        string[] circuits = [.. features.Select(f => f.Circuit).Distinct(StringComparer.Ordinal)];
        for (int i = 0; i < scores.Rows; i++)
        {
            var drawn = i < draws.Count ? draws[i] : new Matrix(0, features.Length);
            for (int j = 0; j < features.Length; j++)
            {
                double[] ofRecording = [.. drawn.Column(j).Where(double.IsFinite)];
                double error = CircuitInterval.StandardError(scores[i, j], controls[j], ofRecording);
                table.Add(people.RowNames[i], features[j].Circuit, features[j].Feature, people.Values[i, j], scores[i, j], error, scores[i, j] - (1.96 * error), scores[i, j] + (1.96 * error), controls[j], 1, Basis(ofRecording.Length > 0, ofRecording.Length == 0));
            }

            foreach (string circuit in circuits)
            {
                int[] members = [.. Enumerable.Range(0, features.Length).Where(j => features[j].Circuit == circuit && double.IsFinite(scores[i, j]))];
                double[] signs = [.. members.Select(j => features[j].Sign)];
                double mean = members.Length == 0 ? double.NaN : members.Zip(signs, (j, s) => s * scores[i, j]).Average();
                int[] atRest = [.. members.Where(j => drawn.Rows > 0 && double.IsFinite(drawn[0, j]))];
                double[] means = atRest.Length == 0 ? [] : [.. Enumerable.Range(0, drawn.Rows).Select(b => atRest.Sum(j => features[j].Sign * drawn[b, j]) / members.Length)];
                int fewest = members.Length == 0 ? 0 : members.Min(j => controls[j]);
                double error = CircuitInterval.StandardErrorOfMean([.. members.Select(j => scores[i, j])], signs, PairCorrelations(reference, members), fewest, means);
                table.Add(people.RowNames[i], circuit, null, null, mean, error, mean - (1.96 * error), mean + (1.96 * error), fewest, members.Length, Basis(atRest.Length > 0, atRest.Length < members.Length));
            }
        }

        return table;
    }

    private static string Basis(bool recording, bool taskOnly) => recording && taskOnly ? "recording (rest only) and controls" : recording ? "recording and controls" : "controls";

    /// <summary>Correlation of each pair of features over the controls who have both; 0 where fewer than three do.</summary>
    private static Matrix PairCorrelations(Matrix reference, int[] members)
    {
        var result = Matrix.Identity(members.Length);
        for (int a = 0; a < members.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                int[] both = [.. Enumerable.Range(0, reference.Rows).Where(k => double.IsFinite(reference[k, members[a]]) && double.IsFinite(reference[k, members[b]]))];
                double r = both.Length < 3 ? 0 : Moments.Pearson([.. both.Select(k => reference[k, members[a]])], [.. both.Select(k => reference[k, members[b]])]);
                (result[a, b], result[b, a]) = double.IsFinite(r) ? (r, r) : (0, 0);
            }
        }

        return result;
    }

    /// <summary>Circuit of every column: from the mapping, else from the shipped features, else unassigned.</summary>
    private static CircuitFeature[] Features(NamedMatrix people, CircuitMaps maps) =>
    [
        .. people.ColumnNames.Select(n => maps.AtRest.FirstOrDefault(f => f.Feature == n)
            ?? (maps.Shipped.FirstOrDefault(r => r.Feature == n) is { } row ? new CircuitFeature(row.Circuit, n, [], []) : new CircuitFeature("unassigned", n, [], []))),
    ];

    private static Table CircuitTable(NamedMatrix people, Matrix scores, CircuitMaps maps, bool summary)
    {
        var features = Features(people, maps);
        var (circuits, means) = summary ? CircuitScores.Summarise(scores, features) : ([], new Matrix(scores.Rows, 0));
        var table = new Table(["name", .. people.ColumnNames, .. circuits.Select(c => "circuit_" + c)]);
        for (int i = 0; i < scores.Rows; i++)
        {
            table.Add([people.RowNames[i], .. scores.Row(i).ToArray().Cast<object?>(), .. means.Row(i).ToArray().Cast<object?>()]);
        }

        return table;
    }
}
