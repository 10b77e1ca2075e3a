namespace Etiogrid.Core.Measures;

/// <summary>Against whom a deviation is formed.</summary>
public enum ReferenceKind
{
    /// <summary>The study's own controls.</summary>
    StudyControls,

    /// <summary>All other people of the study, the person left out (no controls available).</summary>
    LeaveOneOut,

    /// <summary>Published norms of an instrument.</summary>
    PublishedNorms,

    /// <summary>A genotype reference panel or the theoretical mean and variance under its allele frequencies.</summary>
    GenotypeReference,

    /// <summary>A null distribution of surrogate maps.</summary>
    SpatialNull,
}
