using Etiogrid.Connectome.Circuits;
using Etiogrid.Core.Regions;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>
/// Finds the regions of a parcellation that stand for the ends of circuit features: the 41 of Tozzi et al. 2024
/// (doi 10.1038/s41591-024-03057-9) from the knowledge base, and three motifs of the founding paper (cortico-striato-thalamo-cortical,
/// amygdala-prefrontal, hippocampal-cortical) made of the same cortical centres and named subcortical structures.
/// Cortical ends: parcels whose centre lies within <see cref="Radius"/> of the published centre, on its side (both sides for midline
/// centres), else the nearest one within <see cref="Reach"/>. Subcortical ends: regions by name (Melbourne and aseg names), because the
/// centre of a coarse nucleus says little.
/// </summary>
public static class CircuitMap
{
    /// <summary>Parcels this near to a centre stand for it, mm.</summary>
    public const double Radius = 8;

    /// <summary>Where none is as near, the nearest within this distance stands for it, mm.</summary>
    public const double Reach = 16;

    private const double Midline = 5;

    private static readonly (IReadOnlyList<string> Regions, string Note) Absent = ([], "no parcellation given");

    private static readonly (string Prefix, string Circuit)[] Circuits =
    [
        ("NTN", "threat_nonconscious"), ("NS", "sadness"), ("NT", "threat"), ("D", "default_mode"), ("S", "salience"), ("P", "positive_affect"), ("A", "attention"), ("C", "cognitive_control"),
    ];

    private static readonly (string Words, string Structure)[] Structures =
    [
        ("amygdala", "amygdala"), ("vstriatum", "accumbens"), ("accumbens", "accumbens"), ("caudate", "caudate"), ("putamen", "putamen"), ("thalamus", "thalamus"), ("hippocampus", "hippocampus"),
    ];

    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["amygdala"] = ["amy", "lamy", "mamy", "amygdala"],
        ["accumbens"] = ["nac", "nacs", "nacc", "accumbens", "ventralstriatum", "vstriatum"],
        ["caudate"] = ["cau", "acau", "pcau", "caudate"],
        ["putamen"] = ["put", "aput", "pput", "putamen"],
        ["thalamus"] = ["tha", "atha", "ptha", "thalamus"],
        ["hippocampus"] = ["hip", "ahip", "phip", "hippocampus"],
    };

    /// <summary>Motif, structure, cortical centre on the left and on the right (ids of the knowledge base).</summary>
    private static readonly (string Circuit, string Structure, string Left, string Right, string Name)[] Motifs =
    [
        ("cstc", "caudate", "C1", "C3", "caudate_dlpfc"),
        ("cstc", "accumbens", "P1", "P1", "accumbens_vmpfc"),
        ("cstc", "putamen", "A1", "A1", "putamen_mspfc"),
        ("cstc", "thalamus", "C2", "C2", "thalamus_dacc"),
        ("amygdala_prefrontal", "amygdala", "P1", "P1", "amygdala_vmpfc"),
        ("amygdala_prefrontal", "amygdala", "C2", "C2", "amygdala_dacc"),
        ("hippocampal_cortical", "hippocampus", "P1", "P1", "hippocampus_vmpfc"),
        ("hippocampal_cortical", "hippocampus", "D4", "D4", "hippocampus_pcc"),
    ];

    /// <summary>One row a feature, also for those that cannot be measured, with the reason. Without a parcellation no end has regions.</summary>
    public static IReadOnlyList<CircuitMapRow> Build(KnowledgeBase knowledge, Parcellation? parcellation)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var nodes = knowledge.CircuitNodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        var ends = nodes.ToDictionary(n => n.Key, n => parcellation is null ? Absent : End(parcellation, n.Value), StringComparer.Ordinal);
        List<CircuitMapRow> rows = [];
        foreach (var feature in knowledge.CircuitFeatures)
        {
            var a = ends[feature.NodeA];
            var b = feature.NodeB.Length > 0 ? ends[feature.NodeB] : ([], "");
            rows.Add(new(CircuitOf(feature.NodeA), feature.Id, feature.Kind, a.Regions, b.Regions, Joined(a.Note, b.Note)));
        }

        foreach (var motif in Motifs)
        {
            foreach (var (side, centre) in new[] { (Hemisphere.Left, motif.Left), (Hemisphere.Right, motif.Right) })
            {
                var deep = parcellation is null ? Absent : Structure(parcellation, motif.Structure, side);
                rows.Add(new(motif.Circuit, $"{motif.Name}_{(side == Hemisphere.Left ? "left" : "right")}", "connectivity", deep.Regions, ends[centre].Regions, Joined(deep.Note, ends[centre].Note)));
            }
        }

        return rows;
    }

    /// <summary>The rows that can be measured at rest, as a mapping.</summary>
    public static IReadOnlyList<CircuitFeature> Measurable(IEnumerable<CircuitMapRow> rows) =>
        [.. rows.Where(r => r.IsMeasurable).Select(r => new CircuitFeature(r.Circuit, r.Feature, r.RegionsA, r.RegionsB))];

    private static string Joined(string a, string b) => string.Join("; ", new[] { a, b }.Where(n => n.Length > 0).Distinct());

    private static string CircuitOf(string node) => Circuits.First(c => node.StartsWith(c.Prefix, StringComparison.Ordinal)).Circuit;

    private static (IReadOnlyList<string> Regions, string Note) End(Parcellation parcellation, CircuitNodeRow node)
    {
        string name = node.Region.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (Structures.FirstOrDefault(s => name.Contains(s.Words, StringComparison.Ordinal)).Structure is { } structure)
        {
            return Structure(parcellation, structure, name.StartsWith("left", StringComparison.Ordinal) ? Hemisphere.Left : Hemisphere.Right);
        }

        if (node is not { X: { } x, Y: { } y, Z: { } z })
        {
            return ([], $"{node.Id}: no published centre");
        }

        if (Math.Abs(x) > Midline)
        {
            return Nearest(parcellation, node.Id, new(x, y, z), x < 0 ? Hemisphere.Left : Hemisphere.Right);
        }

        // A midline mask covers both banks, whose parcels' centres lie beside it.
        var left = Nearest(parcellation, node.Id, new(-Midline, y, z), Hemisphere.Left);
        var right = Nearest(parcellation, node.Id, new(Midline, y, z), Hemisphere.Right);
        return ([.. left.Regions, .. right.Regions], Joined(left.Note, right.Note));
    }

    private static (IReadOnlyList<string> Regions, string Note) Nearest(Parcellation parcellation, string id, Coordinate centre, Hemisphere side)
    {
        var near = parcellation.Regions
            .Where(r => r.Centre is { } c && SideOf(r) == side && !IsSubcortical(r) && c.DistanceTo(centre) <= Reach)
            .OrderBy(r => r.Centre!.Value.DistanceTo(centre)).ThenBy(r => r.Name, StringComparer.Ordinal).ToArray();
        string[] within = [.. near.Where(r => r.Centre!.Value.DistanceTo(centre) <= Radius).Select(r => r.Name)];
        return within.Length > 0 ? (within, "")
            : near.Length > 0 ? ([near[0].Name], FormattableString.Invariant($"{id}: nearest parcel, {near[0].Centre!.Value.DistanceTo(centre):F0} mm away"))
            : ([], FormattableString.Invariant($"{id}: no parcel within {Reach:F0} mm"));
    }

    private static (IReadOnlyList<string> Regions, string Note) Structure(Parcellation parcellation, string structure, Hemisphere side)
    {
        string[] found = [.. parcellation.Regions.Where(r => SideOf(r) == side && Words(r.Name).Any(Names[structure].Contains)).Select(r => r.Name)];
        return found.Length > 0 ? (found, "") : ([], $"no region named as {(side == Hemisphere.Left ? "left" : "right")} {structure}");
    }

    private static bool IsSubcortical(Region region) => Words(region.Name).Any(w => Names.Values.Any(n => n.Contains(w)));

    private static Hemisphere SideOf(Region region)
    {
        if (region.Hemisphere != Hemisphere.None)
        {
            return region.Hemisphere;
        }

        string[] words = Words(region.Name);
        return words.Any(w => w is "lh" or "l" or "left") ? Hemisphere.Left
            : words.Any(w => w is "rh" or "r" or "right") ? Hemisphere.Right
            : region.Centre is { X: < -1 } ? Hemisphere.Left
            : region.Centre is { X: > 1 } ? Hemisphere.Right
            : Hemisphere.None;
    }

    private static string[] Words(string name) => new string([.. name.Select(c => char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
