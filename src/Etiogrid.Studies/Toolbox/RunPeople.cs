using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference;
using Etiogrid.Inference.Learning;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The people of a finished run with the model they were analysed by.</summary>
internal sealed class RunPeople
{
    private readonly RunModel _model;

    private RunPeople(RunFolders folders, RunModel model, PersonModelBuilder builder) => (Folders, _model, Builder) = (folders, model, builder);

    public RunFolders Folders { get; }

    public PersonModelBuilder Builder { get; }

    public GeneralGrid Grid => Builder.Grid;

    public ulong Seed => _model.Seed;

    public RunModel Model => _model;

    public bool IncludesUnverified => _model.IncludesUnverified;

    public static Parsed<RunPeople> Open(string run, string? knowledge)
    {
        var folders = new RunFolders(run);
        return RunModel.Read(folders).Then(model => model.ReadGrid(folders, knowledge).Then(grid => PersonModelBuilder.Create(grid, PriorModifiers.From(grid) with { MarkerFreedom = model.MarkerFreedom })).Select(builder => new RunPeople(folders, model, builder)));
    }

    /// <summary>A label with or without sub-.</summary>
    public static string Label(string text) => text.StartsWith("sub-", StringComparison.Ordinal) ? text[4..] : text;

    public Parsed<PersonInputs> Inputs(string label)
    {
        string file = Folders.FileOf(label, "inputs.json");
        if (File.Exists(file))
        {
            return PersonInputsFile.Read(Folders, label, _model);
        }

        string[] people = [.. Directory.GetDirectories(Folders.Root, "sub-*").Select(d => Path.GetFileName(d)[4..]).Order(StringComparer.Ordinal)];
        string? near = NearestName.Among(label, people);
        return Parsed.Failed<PersonInputs>(Diagnostic.Error("E101", "The run has no such result", new Place(file), label, $"one of the {people.Length} people of the run", near is null ? "Run the participant level first" : $"Did you mean {near}?"));
    }

    /// <summary>Value, z and reference of the first person of the run in whom a feature was measured; null where nobody was.</summary>
    public (double Value, double Z, double Mean, double Sd)? ReferenceOf(string feature)
    {
        foreach (string folder in Directory.GetDirectories(Folders.Root, "sub-*").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(folder);
            if (DelimitedTable.Read(Path.Combine(folder, name + "_evidence.tsv")).TryGetValue(out var table) && Reference(table, feature) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static (double Value, double Z, double Mean, double Sd)? Reference(DelimitedTable table, string feature)
    {
        int[] columns = [.. ((string[])["measure", "value", "z", "reference_mean", "reference_sd"]).Select(table.ColumnOf)];
        foreach (string[] row in columns.Contains(-1) ? [] : table.Rows.Where(r => r[columns[0]] == feature))
        {
            if (Cell.TryNumber(row[columns[1]], out double value) && Cell.TryNumber(row[columns[2]], out double z) && Cell.TryNumber(row[columns[3]], out double mean) && Cell.TryNumber(row[columns[4]], out double sd) && sd > 0)
            {
                return (value, z, mean, sd);
            }
        }

        return null;
    }

    public GridInferenceOptions Options(string label, int threads) => new() { Threads = threads, Seed = Seed, Participant = label };

    /// <summary>Draws from a person's posterior.</summary>
    public Parsed<IReadOnlyList<WeightedStates>> Draws(string label, int count) => Inputs(label).Then(Builder.Build)
        .Then(person => GridInference.Draw(person.Model, count, Options(label, 1)))
        .Select(draws => (IReadOnlyList<WeightedStates>)[.. draws.States.Select(s => new WeightedStates(1, s))]);
}
