using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Person;

namespace Etiogrid.Studies.Pipeline;

/// <summary>
/// What was known about a person in the terms of the general grid, as in <c>sub-01_inputs.json</c>. Correlations of markers are the
/// run's and stand in <see cref="RunModel"/>.
/// </summary>
public sealed record PersonInputsFile
{
    private const string Suffix = "inputs.json";

    /// <summary>Label that keys the person's random numbers.</summary>
    public required string Label { get; init; }

    /// <summary>Pathway, z, coverage.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    /// <summary>Exposure and whether present; unknown ones are not listed.</summary>
    public required IReadOnlyList<Exposure> Exposures { get; init; }

    /// <summary>Symptom and whether present, or its severity.</summary>
    public required IReadOnlyList<Item> Symptoms { get; init; }

    /// <summary>Marker, z, reliability.</summary>
    public required IReadOnlyList<Marker> Markers { get; init; }

    /// <summary>Epigenetic scores of pathways.</summary>
    public IReadOnlyList<Score> Epigenetics { get; init; } = [];

    /// <summary>What enters a pathway's prior beside its polygenic score.</summary>
    public IReadOnlyList<Layer> Layers { get; init; } = [];

    /// <summary>Writes a person's inputs.</summary>
    public static void Write(RunFolders folders, string participant, PersonInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(inputs);
        var file = new PersonInputsFile
        {
            Label = inputs.Label,
            Scores = [.. inputs.Scores.Select(s => new Score(s.Pathway.Key, s.Z, s.Coverage))],
            Epigenetics = [.. inputs.Epigenetics.Select(s => new Score(s.Pathway.Key, s.Z, s.Coverage))],
            Layers = [.. inputs.Layers.Select(l => new Layer(l.Pathway.Key, [.. l.Scores.Select(s => new Measured(s.Name, s.Z, s.Reliability, s.LiabilityR2, s.IsEpigenetic))], l.Correlation.Values))],
            Exposures = [.. inputs.Exposures.Select(e => new Exposure(e.Exposure.Key, e.Present, e.Appraisal, e.Period, e.HighDose))],
            Symptoms = [.. inputs.Symptoms.Select(s => new Item(s.Symptom.Key, s.Present, s.Z, s.Level, s.Cutoffs))],
            Markers = [.. inputs.Markers.Select(m => new Marker(m.Marker, m.Z, m.Reliability, m.Cutoff, m.Above))],
        };
        AtomicFile.WriteText(folders.FileOf(participant, Suffix), ResultJson.Write(file));
    }

    /// <summary>Reads a person's inputs.</summary>
    public static Parsed<PersonInputs> Read(RunFolders folders, string participant, RunModel model)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(model);
        return RunModel.ReadJson<PersonInputsFile>(folders.FileOf(participant, Suffix), "a person of the run").Select(f => new PersonInputs(
            f.Label,
            [.. f.Scores.Select(s => new PathwayScore(new(s.Pathway), s.Z, s.Coverage))],
            [.. f.Exposures.Select(e => new ExposureObservation(new(e.Id), e.Present, e.Appraisal, e.Period) { HighDose = e.HighDose })],
            [.. f.Symptoms.Select(s => new SymptomObservation(new(s.Id), s.Present, s.Z) { Level = s.Level, Cutoffs = s.Cutoffs })],
            [.. f.Markers.Select(m => new MarkerObservation(m.Id, m.Z, m.Reliability) { Cutoff = m.Cutoff, Above = m.Above })],
            model.MarkerCorrelations())
        {
            Epigenetics = [.. f.Epigenetics.Select(s => new PathwayScore(new(s.Pathway), s.Z, s.Coverage))],
            Layers = [.. f.Layers.Select(l => new GeneticLayer(new(l.Pathway), [.. l.Scores.Select(s => new LayerScore(s.Name, s.Z, s.Reliability, s.LiabilityR2, s.IsEpigenetic))], new(l.Scores.Count + 1, l.Scores.Count + 1, [.. l.Correlation])))],
        });
    }

    /// <summary>A pathway score.</summary>
    public sealed record Score(string Pathway, double Z, double Coverage);

    /// <summary>A pathway's further measurements; correlations row by row, the polygenic score first.</summary>
    public sealed record Layer(string Pathway, IReadOnlyList<Measured> Scores, IReadOnlyList<double> Correlation);

    /// <summary>One of them.</summary>
    public sealed record Measured(string Name, double Z, double Reliability, double? LiabilityR2, bool IsEpigenetic);

    /// <summary>An exposure with what changes its weight.</summary>
    public sealed record Exposure(string Id, bool? Present, double? Appraisal, string? Period, bool? HighDose);

    /// <summary>A symptom.</summary>
    public sealed record Item(string Id, bool? Present, double? Z, int? Level, IReadOnlyList<double>? Cutoffs);

    /// <summary>A marker.</summary>
    public sealed record Marker(string Id, double? Z, double? Reliability, double? Cutoff, bool? Above);
}
