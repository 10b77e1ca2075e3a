using Etiogrid.Core.Diagnostics;
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

    public bool IncludesUnverified => _model.IncludesUnverified;

    public static Parsed<RunPeople> Open(string run, string? knowledge)
    {
        var folders = new RunFolders(run);
        return RunModel.Read(folders).Then(model => model.ReadGrid(folders, knowledge).Then(PersonModelBuilder.Create).Select(builder => new RunPeople(folders, model, builder)));
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

    public GridInferenceOptions Options(string label, int threads) => new() { Threads = threads, Seed = Seed, Participant = label };

    /// <summary>Draws from a person's posterior.</summary>
    public Parsed<IReadOnlyList<WeightedStates>> Draws(string label, int count) => Inputs(label).Then(Builder.Build)
        .Then(person => GridInference.Draw(person.Model, count, Options(label, 1)))
        .Select(draws => (IReadOnlyList<WeightedStates>)[.. draws.States.Select(s => new WeightedStates(1, s))]);
}
