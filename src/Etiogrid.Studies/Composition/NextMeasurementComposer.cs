using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Measures;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Measurements;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Ranks what has not been measured by the information it would bring per cost. Markers of one acquisition count as one measurement.</summary>
internal sealed class NextMeasurementComposer(GeneralGrid grid, PersonModelBuilder builder, ulong seed)
{
    private const double LeastBits = 0.005;
    private const double LeastSplit = 0.01;
    private static readonly (string Name, Modality Modality, Func<MarkerParameters, bool> Member)[] Panels =
    [
        ("Brain map or resting fMRI: co-localisation with all receptor maps", Modality.Imaging, m => m.Measure == "coloc"),
        ("Resting fMRI: networks and graph measures", Modality.Connectome, m => m.Modality == Modality.Connectome),
    ];

    /// <summary>Every measurement that would tell something, the most informative per cost first, with its value for the choice among combinations.</summary>
    public Parsed<IReadOnlyList<NextMeasurement>> Compose(PersonModel model, ConfigurationDraws draws, IReadOnlyList<AmbiguitySet> sets, CombinationRanking combinations)
    {
        var observed = model.Inputs.Markers.Where(m => m.Z is not null || m.Above is not null).Select(m => m.Marker).ToHashSet(StringComparer.Ordinal);
        var everything = model.Inputs with { Markers = [.. model.Inputs.Markers, .. grid.Markers.Where(m => !observed.Contains(m.Id) && m.Loadings.Count > 0).Select(m => new MarkerObservation(m.Id, 0))] };
        return builder.Build(everything).Select(full =>
        {
            var complete = full.Model.WithMarkerValues([.. full.Model.Markers.Select(m => observed.Contains(m.Name) ? m.Value : null)]);
            var candidates = Candidates(complete, observed);
            var index = grid.Pathways.Select((p, k) => (p.Id.Key, k)).ToDictionary(x => x.Key, x => x.k, StringComparer.Ordinal);
            IReadOnlyList<int>[] members = [.. sets.Select(s => s.PathwayIds.Take(12).Select(id => index[id]).ToArray())];
            var prediction = MarkerPrediction.Of(complete, draws);
            var values = InformationGain.Evaluate(prediction, [.. candidates.Select(c => c.Candidate)], members, seed, model.Inputs.Label);
            var decisions = combinations.Values.Count == 0 ? [] : SampleInformation.Evaluate(prediction, [.. candidates.Select(c => c.Candidate)], combinations, seed, model.Inputs.Label);
            return Rank(candidates, values, sets, decisions);
        });
    }

    private List<(CandidateMeasurement Candidate, string Id, Modality Modality)> Candidates(GridModel model, HashSet<string> observed)
    {
        var positions = model.Markers.Select((m, i) => (m.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);
        var open = grid.Markers.Where(m => !observed.Contains(m.Id) && positions.ContainsKey(m.Id)).ToList();
        List<(CandidateMeasurement, string, Modality)> candidates = [];
        foreach (var (name, modality, member) in Panels)
        {
            var panel = open.Where(member).ToList();
            // A panel of which one marker is known was acquired; what is still open cannot be had by acquiring it again.
            if (panel.Count > 0 && !grid.Markers.Any(m => member(m) && observed.Contains(m.Id)))
            {
                candidates.Add((new(name, [.. panel.Select(m => positions[m.Id])], panel.Max(m => m.Cost)), panel[0].Measure, modality));
            }

            open.RemoveAll(m => member(m));
        }

        candidates.AddRange(open.Select(m => (new CandidateMeasurement(m.Name, [positions[m.Id]], m.Cost), m.Id, m.Modality)));
        return candidates;
    }

    private static IReadOnlyList<NextMeasurement> Rank(List<(CandidateMeasurement Candidate, string Id, Modality Modality)> candidates, IReadOnlyList<MeasurementValue> values, IReadOnlyList<AmbiguitySet> sets, IReadOnlyList<DecisionValue> decisions) =>
    [
        .. values.Select((v, i) => new NextMeasurement(candidates[i].Id, v.Candidate.Name, candidates[i].Modality.ToString().ToLowerInvariant(), v.Bits, v.Candidate.Cost, v.BitsPerCost, Splits(v, sets))
            {
                DecisionValue = decisions.Count == 0 ? null : decisions[i].Value,
                DecisionCost = decisions.Count == 0 ? null : decisions[i].Cost,
                ProbabilityOfChange = decisions.Count == 0 ? null : decisions[i].ProbabilityOfChange,
            })
            .Where(n => n.Bits >= LeastBits)
            .OrderByDescending(n => n.BitsPerCost),
    ];

    private static string Splits(MeasurementValue value, IReadOnlyList<AmbiguitySet> sets)
    {
        int best = -1;
        for (int s = 0; s < value.SetBits.Count; s++)
        {
            best = value.SetBits[s] >= LeastSplit && (best < 0 || value.SetBits[s] > value.SetBits[best]) ? s : best;
        }

        return best < 0 ? "" : sets[best].Id;
    }
}
