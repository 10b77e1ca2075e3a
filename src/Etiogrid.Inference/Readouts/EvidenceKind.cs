namespace Etiogrid.Inference.Readouts;

/// <summary>A group of evidence, in the fixed order in which a decomposition adds them.</summary>
public enum EvidenceKind
{
    /// <summary>What holds for a person of whom nothing is known.</summary>
    BaseRate,

    /// <summary>The pathway's polygenic score, and scores of further gene sets that stand for it.</summary>
    Genes,

    /// <summary>Epigenetic scores of the pathway.</summary>
    Epigenome,

    /// <summary>One exposure.</summary>
    Exposure,

    /// <summary>All symptoms.</summary>
    Symptoms,

    /// <summary>One group of biomarkers.</summary>
    Markers,

    /// <summary>Compensation couplings with other pathways.</summary>
    Coupling,
}
