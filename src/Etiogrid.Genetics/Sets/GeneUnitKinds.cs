namespace Etiogrid.Genetics.Sets;

/// <summary>Kinds of gene sets as tables and options write them.</summary>
public static class GeneUnitKinds
{
    /// <summary>Kinds that are scored beside the pathways.</summary>
    public static IReadOnlyList<GeneUnitKind> Units { get; } = [.. Enum.GetValues<GeneUnitKind>().Where(k => k != GeneUnitKind.Pathway)];

    /// <summary>As written, such as <c>cell_type</c>.</summary>
    public static string Key(this GeneUnitKind kind) => kind switch
    {
        GeneUnitKind.Pathway => "pathway",
        GeneUnitKind.CellType => "cell_type",
        GeneUnitKind.SynapticPre => "synaptic_pre",
        GeneUnitKind.SynapticPost => "synaptic_post",
        GeneUnitKind.Synaptic => "synaptic",
        _ => "other",
    };
}
