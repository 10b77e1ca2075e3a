using System.Collections.Frozen;
using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// Gene sets of the knowledge base by kind. Cell types are the marker lists of BRETIGEA (McKenzie 2018, doi 10.1038/s41598-018-27293-5; MIT).
/// Sides of the synapse are Reactome's events (CC0): presynaptic those under "Neurotransmitter release cycle" (R-HSA-112310) and "Presynaptic
/// depolarization and calcium channel opening" (R-HSA-112308), postsynaptic those under "Neurotransmitter receptors and postsynaptic signal
/// transmission" (R-HSA-112314). Receptor families and reuptake are on both sides or in glia and stand under neither.
/// </summary>
public static class KnowledgeGeneSets
{
    private static readonly FrozenSet<string> Presynaptic = FrozenSet.ToFrozenSet(["R-HSA-212676", "R-HSA-181429", "R-HSA-181430", "R-HSA-264642", "R-HSA-210500", "R-HSA-888590", "R-HSA-112308"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Postsynaptic = FrozenSet.ToFrozenSet(["R-HSA-622327", "R-HSA-442755", "R-HSA-438066", "R-HSA-399719", "R-HSA-451326", "R-HSA-977443"], StringComparer.Ordinal);

    /// <summary>Verified sets of a kind; empty where the knowledge base ships none.</summary>
    public static IReadOnlyList<GeneSet> Of(GeneUnitKind kind, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return kind switch
        {
            GeneUnitKind.Pathway => [.. knowledge.Pathways.Where(p => p.Genes.Count > 0).Select(p => new GeneSet(p.Id.Key, "genes of the knowledge base", p.Genes))],
            GeneUnitKind.CellType => Rows(knowledge, kind, s => s.Kind == "cell_marker"),
            GeneUnitKind.SynapticPre => Rows(knowledge, kind, s => Presynaptic.Contains(s.SourceIds)),
            GeneUnitKind.SynapticPost => Rows(knowledge, kind, s => Postsynaptic.Contains(s.SourceIds)),
            _ => [],
        };
    }

    /// <summary>A name to print for a set.</summary>
    public static string TitleOf(string name, string description)
    {
        ArgumentNullException.ThrowIfNull(name);
        string words = name.StartsWith("BRETIGEA_", StringComparison.Ordinal) ? name["BRETIGEA_".Length..].Replace("_TOP100", "", StringComparison.Ordinal) : name.StartsWith("RX_", StringComparison.Ordinal) ? description : name;
        words = words.Replace('_', ' ').Trim();
        bool shouted = words.Length > 4 && words.All(c => char.IsUpper(c) || c == ' ');
        words = shouted ? words.ToLowerInvariant() : words;
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static IReadOnlyList<GeneSet> Rows(KnowledgeBase knowledge, GeneUnitKind kind, Func<Knowledge.Rows.GeneSetRow, bool> wanted) =>
        [.. knowledge.GeneSets.Where(s => s.Claim.IsVerified && wanted(s)).Select(s => new GeneSet(s.Id, s.Claim.Note, s.Genes) { Kind = kind })];
}
