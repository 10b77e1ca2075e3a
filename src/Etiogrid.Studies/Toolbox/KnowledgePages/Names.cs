using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>Names of things and links to their pages, seen from a page one folder below the index.</summary>
internal sealed class Names(KnowledgeBase tables)
{
    private readonly Dictionary<PathwayId, string> _pathways = tables.Pathways.ToDictionary(p => p.Id, p => p.ShortName);
    private readonly Dictionary<SymptomId, string> _symptoms = tables.Symptoms.ToDictionary(s => s.Id, s => s.Name);
    private readonly Dictionary<ExposureId, string> _exposures = tables.Exposures.ToDictionary(e => e.Id, e => e.Name);
    private readonly Dictionary<InterventionId, string> _interventions = tables.Interventions.ToDictionary(i => i.Id, i => i.Name);
    private readonly Dictionary<string, string> _markers = tables.Markers.ToDictionary(m => m.Id, m => m.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _outcomes = tables.Outcomes.ToDictionary(o => o.Id, o => o.Name, StringComparer.Ordinal);

    public string Of(PathwayId id) => _pathways[id];

    public string Of(SymptomId id) => _symptoms[id];

    public string Of(ExposureId id) => _exposures[id];

    public string Of(InterventionId id) => _interventions[id];

    public string Marker(string id) => _markers[id];

    public string Outcome(string id) => _outcomes[id];

    public string LinkTo(PathwayId id) => Link($"../pathways/{id}.html", Of(id));

    public string LinkTo(SymptomId id) => Link($"../symptoms/{id}.html", Of(id));

    public string LinkTo(ExposureId id) => Link($"../exposures/{id}.html", Of(id));

    public string LinkTo(InterventionId id) => Link($"../interventions/{id}.html", Of(id));
}
