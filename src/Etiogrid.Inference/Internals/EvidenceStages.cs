using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;

namespace Etiogrid.Inference;

/// <summary>The models that a decomposition steps through, and those with one group of evidence left out.</summary>
internal sealed class EvidenceStages(PersonModelBuilder builder, PersonModel person)
{
    private readonly PersonInputs _inputs = person.Inputs;

    /// <summary>Marker groups with something measured, in the order of the grid.</summary>
    public IReadOnlyList<string> MarkerGroups { get; } =
        [.. person.Model.Markers.Where(m => m.IsObserved).Select(m => m.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>Base rate, genes, each known exposure: priors only.</summary>
    public IEnumerable<(EvidenceKind Kind, string Source, GridModel Model)> PriorStages()
    {
        var known = _inputs.Exposures.Where(e => e.Present is not null).ToArray();
        var inputs = _inputs with { Scores = [], Layers = [], Exposures = [], Symptoms = [], Markers = [] };
        yield return (EvidenceKind.BaseRate, "", Build(inputs));
        if (HasGenes)
        {
            inputs = inputs with { Scores = _inputs.Scores, Layers = Layers(epigenetic: false) };
            yield return (EvidenceKind.Genes, "", Build(inputs));
        }

        if (Layers(epigenetic: true).Length > 0)
        {
            inputs = inputs with { Layers = _inputs.Layers };
            yield return (EvidenceKind.Epigenome, "", Build(inputs));
        }

        var loaded = person.Grid.Exposures.Where(e => e.Loads.Count > 0).Select(e => e.Id).ToHashSet();
        for (int i = 0; i < known.Length; i++)
        {
            inputs = inputs with { Exposures = known[..(i + 1)] };
            if (loaded.Contains(known[i].Exposure))
            {
                yield return (EvidenceKind.Exposure, known[i].Exposure.Key, Build(inputs));
            }
        }
    }

    /// <summary>Symptoms, then each marker group, without couplings.</summary>
    public IEnumerable<(EvidenceKind Kind, string Source, GridModel Model)> ObservationStages()
    {
        var bare = person.Model.WithoutCouplings();
        if (HasSymptoms)
        {
            yield return (EvidenceKind.Symptoms, "", WithMarkers(bare, _ => false));
        }

        for (int i = 0; i < MarkerGroups.Count; i++)
        {
            var shown = MarkerGroups.Take(i + 1).ToHashSet(StringComparer.Ordinal);
            yield return (EvidenceKind.Markers, MarkerGroups[i], WithMarkers(bare, shown.Contains));
        }
    }

    /// <summary>The full model without one group of evidence.</summary>
    public IEnumerable<(EvidenceKind Kind, string Source, GridModel Model)> LeaveOneOut()
    {
        if (HasGenes)
        {
            yield return (EvidenceKind.Genes, "", Build(_inputs with { Scores = [], Layers = Layers(epigenetic: true) }));
        }

        if (Layers(epigenetic: true).Length > 0)
        {
            yield return (EvidenceKind.Epigenome, "", Build(_inputs with { Layers = Layers(epigenetic: false) }));
        }

        if (_inputs.Exposures.Any(e => e.Present is not null))
        {
            yield return (EvidenceKind.Exposure, "", Build(_inputs with { Exposures = [] }));
        }

        if (HasSymptoms)
        {
            yield return (EvidenceKind.Symptoms, "", person.Model
                .WithoutSymptoms());
        }

        foreach (string group in MarkerGroups)
        {
            yield return (EvidenceKind.Markers, group, WithMarkers(person.Model, g => g != group));
        }

        if (person.Model.Couplings.Count > 0)
        {
            yield return (EvidenceKind.Coupling, "", person.Model.WithoutCouplings());
        }
    }

    private bool HasGenes => _inputs.Scores.Count > 0 || Layers(epigenetic: false).Length > 0;

    private GeneticLayer[] Layers(bool epigenetic) => [.. _inputs.Layers.Select(l => l.Only(epigenetic)).OfType<GeneticLayer>()];

    private bool HasSymptoms => person.Model.Symptoms.Any(s => s.Present is not null) || person.Model.ContinuousSymptoms.Any(s => s.Value is not null) || person.Model.OrdinalSymptoms.Any(s => s.Level is not null);

    private GridModel Build(PersonInputs inputs) => builder.Build(inputs).Value.Model;

    private static GridModel WithMarkers(GridModel model, Func<string, bool> shown) =>
        model.WithMarkersHidden(m => !shown(m.Group));
}
