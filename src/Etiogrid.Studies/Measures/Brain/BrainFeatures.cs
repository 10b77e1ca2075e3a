using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>
/// The features of a measured session. Co-localisation of regional maps is <c>imaging/coloc/…</c>; that of connectivity strength is
/// <c>imaging/coloc_strength/…</c>, so that both may exist for a person and are compared each with its own reference.
/// </summary>
public static class BrainFeatures
{
    /// <summary>Measure of co-localisation by kind of map.</summary>
    public static string ColocalizationMeasure(BrainMapKind kind) => kind == BrainMapKind.RegionalMap ? "coloc" : "coloc_strength";

    /// <summary>All features of a session.</summary>
    public static IEnumerable<FeatureValue> Of(BrainSpace space, BrainSession session)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(session);
        var m = session.Measurement;
        foreach (var row in session.Colocalization.Where(r => double.IsFinite(r.FisherZ)))
        {
            string of = m.Kind == BrainMapKind.RegionalMap ? "map" : "connectivity strength";
            yield return new(session.Person, session.Session, new(Modality.Imaging, ColocalizationMeasure(m.Kind), row.Atlas), Scale.Cellular, $"Co-localisation of {of} with {row.Atlas}", row.Rho, "rho", row.FisherZ, m.Provenance);
        }

        int count = space.NetworkNames.Count;
        for (int k = 0; k < count && m.NetworkMeans.Length > 0; k++)
        {
            double within = m.NetworkMeans[(k * count) + k];
            if (double.IsFinite(within))
            {
                yield return new(session.Person, session.Session, new(Modality.Connectome, "network_strength", space.NetworkNames[k]), Scale.Network, $"Connectivity within {space.NetworkNames[k]}", within, "Fisher z", null, m.Provenance);
            }
        }

        foreach (var (name, value) in m.Circuits)
        {
            yield return new(session.Person, session.Session, new(Modality.Connectome, "circuit", name), Scale.Circuit, $"Connectivity of the {name.Replace('_', ' ')} circuit", value, "Fisher z", null, m.Provenance);
        }

        foreach (var (name, value) in m.Graph.Where(g => double.IsFinite(g.Value)))
        {
            yield return new(session.Person, session.Session, new(Modality.Connectome, name, "whole_brain"), Scale.Network, GraphName(name), value, "", null, m.Provenance);
        }
    }

    /// <summary>Display name of a graph metric.</summary>
    public static string GraphName(string metric) => metric switch
    {
        "global_efficiency" => "Global efficiency",
        "clustering" => "Clustering coefficient",
        "participation" => "Participation coefficient",
        _ => metric,
    };
}
