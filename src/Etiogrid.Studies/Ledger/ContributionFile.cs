using System.Text.Json;
using System.Text.Json.Serialization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference.Learning;

namespace Etiogrid.Studies.Ledger;

/// <summary>
/// A contribution as kept in a ledger: for each person the arm, the outcomes and the posterior at enrolment as weighted states (one
/// digit a pathway). No label, no date, no raw value: what learning needs and nothing else.
/// </summary>
internal static class ContributionFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(TrialContribution trial, IReadOnlyList<string> pathways) => JsonSerializer.Serialize(
        new Content(trial.Id, trial.ScalePoints, pathways, [.. trial.People.Select(p => new Person(
            p.Arm,
            p.Configurations.GroupBy(c => Digits(c.States), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Weight), StringComparer.Ordinal),
            p.Symptoms.Count == 0 ? null : p.Symptoms.ToDictionary(s => s.Symptom, s => s.Present ? 1 : 0, StringComparer.Ordinal),
            p.Markers.Count == 0 ? null : p.Markers.ToDictionary(m => m.Marker, m => m.Z, StringComparer.Ordinal),
            p.Change))]),
        Options) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote; E713 where it belongs to a grid with other pathways.</summary>
    public static Parsed<TrialContribution> Read(string text, string file, IReadOnlyList<string> pathways)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(text, Options) ?? throw new JsonException("The file holds null.");
            return content.Pathways.SequenceEqual(pathways, StringComparer.Ordinal)
                ? Parsed.Of(new TrialContribution(content.Id, content.ScalePoints, [.. content.People.Select(PersonOf)]))
                : Parsed.Failed<TrialContribution>(Diagnostic.Error("E713", "The contribution belongs to a general grid with other pathways", new Place(file), $"{content.Pathways.Count} pathways", $"{pathways.Count} pathways, the same in the same order", "Use the program and tables that wrote the ledger"));
        }
        catch (JsonException e)
        {
            return Parsed.Failed<TrialContribution>(Diagnostic.Error("E712", "The contribution is not as it was written", new Place(file, e.LineNumber + 1), null, "the contribution's JSON", "Restore the file from a copy"));
        }
    }

    private static string Digits(IReadOnlyList<int> states) => string.Concat(states.Select(s => (char)('0' + s)));

    private static TrialPerson PersonOf(Person p) => new(
        p.Arm,
        [.. p.States.Select(s => new WeightedStates(s.Value, [.. s.Key.Select(c => c - '0')]))],
        [.. (p.Symptoms ?? []).Select(s => (s.Key, s.Value == 1))],
        [.. (p.Markers ?? []).Select(m => (m.Key, m.Value))],
        p.Change);

    private sealed record Content(string Id, double ScalePoints, IReadOnlyList<string> Pathways, IReadOnlyList<Person> People);

    private sealed record Person(IReadOnlyList<string> Arm, Dictionary<string, double> States, Dictionary<string, int>? Symptoms, Dictionary<string, double>? Markers, double? Change);
}
