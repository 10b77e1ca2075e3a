using Etiogrid.Connectome.Circuits;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

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
        return Mapping(options.Mapping).Then(mapping => FeatureTable(options.Data, options.TimeSeries, mapping).Then(people =>
        {
            if (options.Controls is null && options.ControlTimeSeries.Count == 0)
            {
                return Parsed.Of(CircuitTable(people, people.Values, mapping, options.Summary));
            }

            return FeatureTable(options.Controls, options.ControlTimeSeries, mapping).Then(controls => Scored(options, people, controls, mapping));
        }));
    }

    private static Parsed<IReadOnlyList<CircuitFeature>> Mapping(string? path) =>
        path is null ? Parsed.Of<IReadOnlyList<CircuitFeature>>([]) : CircuitMapping.Read(path);

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

        return Parsed.Of(CircuitTable(people, CircuitScores.Standardize(people.Values, controls.Values), mapping, options.Summary));
    }

    private static Table CircuitTable(NamedMatrix people, Matrix scores, IReadOnlyList<CircuitFeature> mapping, bool summary)
    {
        CircuitFeature[] features = [.. people.ColumnNames.Select(n => mapping.FirstOrDefault(f => f.Feature == n) ?? new CircuitFeature("unassigned", n, [], []))];
        var (circuits, means) = summary ? CircuitScores.Summarise(scores, features) : ([], new Matrix(scores.Rows, 0));
        var table = new Table(["name", .. people.ColumnNames, .. circuits.Select(c => "circuit_" + c)]);
        for (int i = 0; i < scores.Rows; i++)
        {
            table.Add([people.RowNames[i], .. scores.Row(i).ToArray().Cast<object?>(), .. means.Row(i).ToArray().Cast<object?>()]);
        }

        return table;
    }
}
