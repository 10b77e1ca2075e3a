using Etiogrid.Connectome.Circuits;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.LinearAlgebra;
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
        return Mapping(options).Then(mapping => FeatureTable(options.Data, options.TimeSeries, mapping).Then(people =>
        {
            if (options.Controls is null && options.ControlTimeSeries.Count == 0)
            {
                return options.Intervals
                    ? Parsed.Failed<Table>(Diagnostic.Error("E655", "A score and its interval need controls", Place.Nowhere, expected: "--controls FILE, or --control-timeseries FILE…"))
                    : Parsed.Of(CircuitTable(people, people.Values, mapping, options.Summary));
            }

            return FeatureTable(options.Controls, options.ControlTimeSeries, mapping).Then(controls => Scored(options, people, controls, mapping));
        }));
    }

    /// <summary>
    /// Where the shipped mapping finds the circuit features in a parcellation: one row a feature with the regions of both ends and, where it
    /// cannot be measured, why. Edited, the table is a <c>--mapping</c>.
    /// </summary>
    public static Parsed<Table> CircuitMapping(string parcellation) => ParcellationReader.Read(parcellation, null).Select(regions =>
    {
        var table = new Table("circuit", "feature", "regions_a", "regions_b", "sign", "kind", "note");
        foreach (var row in CircuitMap.Build(KnowledgeBase.Load(), regions))
        {
            table.Add(row.Circuit, row.Feature, string.Join(';', row.RegionsA), string.Join(';', row.RegionsB), "1", row.Kind, row.Note);
        }

        return table;
    });

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
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E653", "There is nothing to score", Place.Nowhere, expected: "--data FILE, or --timeseries FILE… with --mapping FILE"));
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

    private static Parsed<Table> Scored(ConnectomeCircuitsOptions options, NamedMatrix people, NamedMatrix controls, IReadOnlyList<CircuitFeature> mapping)
    {
        if (!people.ColumnNames.SequenceEqual(controls.ColumnNames, StringComparer.Ordinal) || controls.Values.Rows < 2)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E654", "The controls do not fit the people", new(options.Controls), $"{controls.Values.Rows} controls, {controls.ColumnNames.Count} features", $"at least 2 controls and the {people.ColumnNames.Count} features of the people, in the same order"));
        }

        var scores = CircuitScores.Standardize(people.Values, controls.Values);
        return options.Intervals
            ? Resampled(options, mapping).Select(draws => IntervalTable(people, controls, scores, draws, Features(people, mapping)))
            : Parsed.Of(CircuitTable(people, scores, mapping, options.Summary));
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

    private static Table IntervalTable(NamedMatrix people, NamedMatrix controls, Matrix scores, IReadOnlyList<Matrix> draws, CircuitFeature[] features)
    {
        var table = new Table("name", "circuit", "feature", "value", "score", "se", "low", "high");
        var (circuits, means) = CircuitScores.Summarise(scores, features);
        for (int i = 0; i < scores.Rows; i++)
        {
            var scored = draws.Count > 0 ? CircuitScores.Standardize(draws[i], controls.Values) : new Matrix(0, features.Length);
            var summed = CircuitScores.Summarise(scored, features).Scores;
            for (int j = 0; j < features.Length; j++)
            {
                Add(people.RowNames[i], features[j].Circuit, features[j].Feature, people.Values[i, j], scores[i, j], scored.Column(j));
            }

            for (int c = 0; c < circuits.Count; c++)
            {
                Add(people.RowNames[i], circuits[c], null, null, means[i, c], summed.Column(c));
            }
        }

        return table;

        void Add(string name, string circuit, string? feature, double? value, double score, double[] resampled)
        {
            double error = CircuitInterval.StandardError(score, controls.Values.Rows, resampled);
            table.Add(name, circuit, feature, value, score, error, score - (1.96 * error), score + (1.96 * error));
        }
    }

    private static CircuitFeature[] Features(NamedMatrix people, IReadOnlyList<CircuitFeature> mapping) =>
        [.. people.ColumnNames.Select(n => mapping.FirstOrDefault(f => f.Feature == n) ?? new CircuitFeature("unassigned", n, [], []))];

    private static Table CircuitTable(NamedMatrix people, Matrix scores, IReadOnlyList<CircuitFeature> mapping, bool summary)
    {
        var features = Features(people, mapping);
        var (circuits, means) = summary ? CircuitScores.Summarise(scores, features) : ([], new Matrix(scores.Rows, 0));
        var table = new Table(["name", .. people.ColumnNames, .. circuits.Select(c => "circuit_" + c)]);
        for (int i = 0; i < scores.Rows; i++)
        {
            table.Add([people.RowNames[i], .. scores.Row(i).ToArray().Cast<object?>(), .. means.Row(i).ToArray().Cast<object?>()]);
        }

        return table;
    }
}
