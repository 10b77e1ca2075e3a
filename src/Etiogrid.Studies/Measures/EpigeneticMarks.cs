using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Genetics.Epigenetics;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>Scores that were computed of tables of marks.</summary>
/// <param name="Values">By name in study.yaml and person.</param>
/// <param name="Marks">By name: marks with a weight.</param>
public sealed record EpigeneticMarks(IReadOnlyDictionary<(string Id, ParticipantId Person), EpigeneticMarks.Value> Values, IReadOnlyDictionary<string, int> Marks)
{
    /// <summary>Nothing computed.</summary>
    public static EpigeneticMarks None { get; } = new(new Dictionary<(string, ParticipantId), Value>(), new Dictionary<string, int>(StringComparer.Ordinal));

    /// <summary>Computes the scores of a study. Errors: those of the files. Warning E496: people who are not in participants.tsv.</summary>
    public static Parsed<EpigeneticMarks> Read(StudyData study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var bag = new DiagnosticBag();
        Dictionary<(string, ParticipantId), Value> values = [];
        Dictionary<string, int> marks = new(StringComparer.Ordinal);
        foreach (var config in study.Config.Epigenetics)
        {
            if (config.Marks is { } source)
            {
                Add(study, config, source, values, marks, bag);
            }
        }

        return bag.Finish(() => new EpigeneticMarks(values, marks));
    }

    private static void Add(StudyData study, EpigeneticConfig config, MarkSource source, Dictionary<(string, ParticipantId), Value> values, Dictionary<string, int> marks, DiagnosticBag bag)
    {
        var parsed = MarkWeights.Read(source.Weights).Then(w => MarkTable.Read(source.Table, w.Select(x => x.Mark).ToHashSet(StringComparer.Ordinal)).Select(t => (w.Count, Scores: MarkScores.Of(t, w))));
        bag.AddRange(parsed.Diagnostics);
        if (!parsed.TryGetValue(out var found))
        {
            return;
        }

        marks[config.Id] = found.Count;
        var known = study.Participants.Select(p => p.Id).ToHashSet();
        var provenance = new Provenance(study.RelativePath(source.Table), InputFile.Sha256(source.Table));
        List<string> strangers = [];
        for (int i = 0; i < found.Scores.People.Count; i++)
        {
            if (!ParticipantId.TryParse(found.Scores.People[i], out var person) || !known.Contains(person))
            {
                strangers.Add(found.Scores.People[i]);
            }
            else if (double.IsFinite(found.Scores.Scores[i]))
            {
                values[(config.Id, person)] = new(found.Scores.Scores[i], found.Scores.Coverage[i], provenance);
            }
        }

        if (strangers.Count > 0)
        {
            bag.Add(Diagnostic.Warning("E496", string.Create(CultureInfo.InvariantCulture, $"{strangers.Count} people of the table of marks are not in participants.tsv and are left out"), new(source.Table), strangers[0], null, "Use the participant labels"));
        }
    }

    /// <summary>A computed score.</summary>
    /// <param name="Score">Weighted sum.</param>
    /// <param name="Coverage">Share of the weights' mass that was measured.</param>
    /// <param name="Provenance">The table.</param>
    public sealed record Value(double Score, double Coverage, Provenance Provenance);
}
