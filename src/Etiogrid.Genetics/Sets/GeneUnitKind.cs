namespace Etiogrid.Genetics.Sets;

/// <summary>What the genes of a scored set have in common.</summary>
public enum GeneUnitKind
{
    /// <summary>A biological pathway of the grid.</summary>
    Pathway,

    /// <summary>Genes that mark a cell type.</summary>
    CellType,

    /// <summary>Genes of the presynaptic side.</summary>
    SynapticPre,

    /// <summary>Genes of the postsynaptic side.</summary>
    SynapticPost,

    /// <summary>Genes of the synapse, side not told.</summary>
    Synaptic,

    /// <summary>Anything else.</summary>
    Other,
}
