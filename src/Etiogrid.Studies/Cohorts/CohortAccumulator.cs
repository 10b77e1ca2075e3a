using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>What the cohort page needs of each person, kept while people are read one after the other.</summary>
internal sealed class CohortAccumulator(RunFolders folders)
{
    private readonly Dictionary<string, Dictionary<string, double>> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodStatement> _methods = new(StringComparer.Ordinal);

    /// <summary>Posterior of each pathway by person.</summary>
    public List<(string Participant, string? Session, IReadOnlyDictionary<string, double> Posteriors, IReadOnlyList<ModalityStatus> Modalities)> People { get; } = [];

    /// <summary>The run, as the first person states it.</summary>
    public RunInfo Run { get; private set; } = null!;

    /// <summary>People with at least one feature in the grid.</summary>
    public int WithBiomarker { get; private set; }

    /// <summary>Methods of the steps that ran for anybody.</summary>
    public IReadOnlyCollection<MethodStatement> Methods => _methods.Values;

    /// <summary>By feature: z of each participant. Imaging, connectivity and laboratory features only.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Features =>
        _features.ToDictionary(f => f.Key, f => (IReadOnlyDictionary<string, double>)f.Value, StringComparer.Ordinal);

    /// <summary>Takes what is needed of a person.</summary>
    public void Add(PersonResult person)
    {
        Run ??= person.Run;
        People.Add((person.Participant, person.Session, person.Pathways.ToDictionary(p => p.Id, p => p.Posterior, StringComparer.Ordinal), person.Modalities));
        WithBiomarker += person.Evidence.Any(e => e.UsedInGrid) ? 1 : 0;
        foreach (var method in person.Methods)
        {
            _methods.TryAdd(method.Step, method);
        }

        foreach (var e in person.Evidence.Where(e => e.Modality is "imaging" or "connectome" or "laboratory"))
        {
            if (!_features.TryGetValue(e.Feature, out var values))
            {
                _features[e.Feature] = values = new(StringComparer.Ordinal);
            }

            values.Add(person.Participant, e.Z);
        }
    }

    /// <summary>The person's naive posterior by pathway.</summary>
    public Parsed<Dictionary<string, double>> Naive(string participant) =>
        DelimitedTable.Read(folders.FileOf(participant, "desc-naive_pathways.tsv"))
            .Select(table => table.Rows.ToDictionary(r => r[0], r => double.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal));
}
