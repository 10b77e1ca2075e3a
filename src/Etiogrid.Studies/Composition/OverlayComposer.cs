using System.Collections.Concurrent;
using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Overlay;
using Etiogrid.Studies.Ledger;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Which rows of the study's own knowledge mattered for a person: the posterior is computed again without each of them.</summary>
internal sealed class OverlayComposer(OpenedStudy opened)
{
    /// <summary>More rows than this are named but not taken out one by one.</summary>
    private const int MostTakenOut = 25;

    /// <summary>A smaller change is rounding of the page.</summary>
    private const double LeastChange = 0.0005;
    private readonly ConcurrentDictionary<string, PersonModelBuilder?> _without = new(StringComparer.Ordinal);

    /// <summary>The rows that take part, the largest change first.</summary>
    public IReadOnlyList<OverlayEffect> Compose(PersonInputs inputs, GridPosterior posterior, GridInferenceOptions options)
    {
        if (opened.Tables.OverlayRows.Count == 0)
        {
            return [];
        }

        var observed = new ObservedKeys(
            Keys(inputs.Exposures.Where(e => e.Present is not null).Select(e => e.Exposure.Key)),
            Keys(inputs.Symptoms.Where(s => s.Present is not null || s.Z is not null || s.Level is not null).Select(s => s.Symptom.Key)),
            Keys(inputs.Markers.Where(m => m.Z is not null || m.Above is not null).Select(m => m.Marker)),
            Keys(inputs.Scores.Select(s => s.Pathway.Key)));
        return
        [
            .. OverlayRelevance.Of(opened.Tables, observed)
                .Select((use, i) => i < MostTakenOut ? Effect(use, inputs, posterior, options) : Named(use))
                .OrderByDescending(e => double.IsNaN(e.With) ? -1 : Math.Abs(e.With - e.Without))
                .ThenBy(e => e.Table, StringComparer.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> Keys(IEnumerable<string> keys) => keys.ToHashSet(StringComparer.Ordinal);

    private OverlayEffect Effect(OverlayUse use, PersonInputs inputs, GridPosterior posterior, GridInferenceOptions options)
    {
        var builder = _without.GetOrAdd($"{use.Row.Table}\t{use.Row.Key}", _ => BuilderWithout(use.Row));
        if (builder is null || !builder.Build(inputs).Then(m => GridInference.Infer(m.Model, options)).TryGetValue(out var without))
        {
            return Named(use);
        }

        var index = builder.Grid.Pathways.Select((p, k) => (p.Id, k)).ToDictionary(x => x.Id, x => x.k);
        var moved = opened.Grid.Pathways.Select((p, k) => (p.Id, With: posterior.Altered(k), Without: index.TryGetValue(p.Id, out int at) ? without.Altered(at) : double.NaN))
            .Where(x => Math.Abs(x.With - x.Without) >= LeastChange).OrderByDescending(x => Math.Abs(x.With - x.Without)).ToArray();
        return moved.Length == 0 ? Named(use) : Named(use) with { PathwayId = moved[0].Id.Key, With = moved[0].With, Without = moved[0].Without };
    }

    private static OverlayEffect Named(OverlayUse use) => new(use.Row.Table, use.Row.Key, use.Row.Replaces, use.Row.Place.Row, use.Reason, null, double.NaN, double.NaN);

    /// <summary>Null where the rest does not stand without the row, such as links to a pathway that only the row adds.</summary>
    private PersonModelBuilder? BuilderWithout(OverlayRow row)
    {
        GeneralGrid grid = opened.Tables.Without(row).BuildGrid(opened.IncludesUnverified);
        grid = opened.Learned is { } learned ? LearnedGrid.Apply(grid, learned.Parameters, learned.Version) : grid;
        return PersonModelBuilder.Create(grid, PriorModifiers.From(grid) with { MarkerFreedom = opened.Study.Config.MarkerFreedom }).TryGetValue(out var builder) ? builder : null;
    }
}
