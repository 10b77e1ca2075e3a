using System.Globalization;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Words about a person: who, which symptoms, which files, what limits the result.</summary>
internal sealed class PersonDescription(StudyMeasures measures, GeneralGrid grid)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _geneticFiles = new(() => GeneticFiles(measures));
    private readonly Dictionary<string, string> _symptomNames = grid.Symptoms.ToDictionary(s => s.Id.Key, s => s.Name, StringComparer.Ordinal);

    /// <summary>Age, sex and group, as far as participants.tsv tells them.</summary>
    public static IReadOnlyList<string> Lines(PersonData person)
    {
        var cells = person.Participant.Cells;
        List<string> parts = [];
        if (cells.TryGetValue("age", out string? age) && Cell.TryNumber(age, out double years))
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{years:0.#} y"));
        }

        foreach (string column in (string[])["sex", "group", "site", "arm"])
        {
            if (cells.TryGetValue(column, out string? value) && !Cell.IsMissing(value))
            {
                parts.Add(column is "site" or "arm" ? $"{column} {value}" : value);
            }
        }

        return parts.Count == 0 ? [] : [string.Join(" · ", parts)];
    }

    /// <summary>Symptom dimensions of the study, present ones first.</summary>
    public IReadOnlyList<SymptomResult> Symptoms(PersonData person) =>
    [
        .. person.Symptoms
            .Select(s => s.Rating is null
                ? new SymptomResult(s.Id.Key, _symptomNames[s.Id.Key], s.Present switch { true => SymptomState.Present, false => SymptomState.Absent, null => SymptomState.NotMeasured }, s.Present is null ? "" : $"{s.Text} (present if {s.Rule})")
                : Rated(s))
            .OrderByDescending(s => s.State),
    ];

    /// <summary>A rated symptom stands with the present ones from one standard deviation above unaffected people, or from level 1.</summary>
    private SymptomResult Rated(PersonSymptom symptom)
    {
        double? z = measures.Symptoms.ZOf(symptom);
        bool raised = z is { } severity ? severity >= Inference.Person.SymptomObservation.RaisedFrom : symptom.Rating >= 1;
        string detail = z is { } found ? FormattableString.Invariant($"{symptom.Text} (z {found:+0.0;-0.0})") : $"{symptom.Text} (level)";
        return new(symptom.Id.Key, _symptomNames[symptom.Id.Key], raised ? SymptomState.Present : SymptomState.Absent, detail);
    }

    /// <summary>Every input file with its hash.</summary>
    public IReadOnlyList<InputFileRecord> Inputs(PersonData person)
    {
        var study = measures.Study;
        SortedDictionary<string, string> files = new(StringComparer.Ordinal)
        {
            [study.RelativePath(study.Config.Participants)] = InputFile.Sha256(study.Config.Participants),
            [study.RelativePath(study.Config.File)] = study.Config.Sha256,
        };
        IEnumerable<Provenance?> provenances =
        [
            .. person.Features.Select(f => f.Provenance),
            .. person.Exposures.Select(e => e.Provenance),
            .. person.Symptoms.Select(s => s.Provenance),
            .. person.Tests.Select(t => t.Provenance),
            .. (person.Genetics?.Scores ?? []).Select(s => s.Provenance),
            person.Map?.Measurement.Provenance,
            person.Recording?.Measurement.Provenance,
        ];
        foreach (var p in provenances.OfType<Provenance>())
        {
            files[p.File] = p.Sha256;
        }

        if (person.Genetics is not null || person.Features.Any(f => f.Feature.Modality == Modality.Genetics))
        {
            foreach (var (file, sha) in _geneticFiles.Value)
            {
                files[file] = sha;
            }
        }

        return [.. files.Select(f => new InputFileRecord(f.Key, f.Value))];
    }

    /// <summary>Weights, gene sets, gene locations, frequencies, the panel's labels, weights of marks: hashed once a run.</summary>
    private static SortedDictionary<string, string> GeneticFiles(StudyMeasures measures)
    {
        var study = measures.Study;
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        var genetics = study.Config.Genetics;
        IEnumerable<string?> paths =
        [
            genetics?.Weights, genetics?.Sets, genetics?.Genes, genetics?.Frequencies, genetics?.Labels, genetics?.UnitMap,
            .. genetics?.Units.Select(u => u.File) ?? [],
            .. study.Config.Epigenetics.Select(e => e.Marks?.Weights),
        ];
        foreach (string path in paths.OfType<string>())
        {
            files[study.RelativePath(path)] = InputFile.Sha256(path);
        }

        return files;
    }

    /// <summary>What limits this person's result, in sentences.</summary>
    /// <param name="person">The person.</param>
    /// <param name="modelNotes">What the model could not represent.</param>
    /// <param name="leftOut">Features left out because they do not repeat in this study.</param>
    public IReadOnlyList<string> Limits(PersonData person, IReadOnlyList<string> modelNotes, int leftOut)
    {
        List<string> limits =
        [
            "Choosing a treatment for one person from such a page is experimental; effects are modest and the prevalence of pathway alterations is elicited from the literature, not measured.",
            Sentence(measures.ReferenceStatement),
        ];
        if (Directory.Exists(Path.Combine(measures.Study.Config.StudyFolder, Pipeline.StudyPipeline.OverlayFolder)))
        {
            limits.Add("The study adds its own rows to the knowledge base (its knowledge folder); their parameters are not calibrated.");
        }

        foreach (var symptom in measures.Symptoms.WithoutScale)
        {
            limits.Add($"The rating of '{_symptomNames[symptom.Key]}' is not used: fewer than {ReferenceGroup.SmallestReference} controls were rated and study.yaml gives no norm.");
        }

        if (person.Sessions.Count < 2)
        {
            limits.Add("One visit: state and trait cannot be told apart.");
        }

        if (person.Genetics is not null)
        {
            limits.Add("Polygenic scores carry over poorly between ancestries. " + GeneticComposer.AncestryOf(person.Genetics, measures.Study.Config.Genetics!));
        }

        if (person.GridMap is not null)
        {
            limits.Add("Co-localisation says that a map resembles a pathway's distribution, not that the pathway is altered; maps that share variance form ambiguity sets.");
        }

        if (leftOut > 0)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"{leftOut} features were left out of the grid because they hardly repeat in this study (reliability below {InputsComposer.LeastReliability})."));
        }

        limits.AddRange(modelNotes.Select(Sentence));
        return limits;
    }

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";
}
