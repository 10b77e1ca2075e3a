namespace Etiogrid.Connectome.Gradients;

/// <summary>How similar two regions' connectivity profiles (rows) are.</summary>
public enum AffinityKernel
{
    /// <summary>1 - acos(cosine)/π, [0, 1].</summary>
    NormalizedAngle,

    /// <summary>Cosine of the angle between rows.</summary>
    Cosine,

    /// <summary>Pearson correlation of rows.</summary>
    Pearson,

    /// <summary>Spearman correlation of rows.</summary>
    Spearman,

    /// <summary>The sparsified matrix itself, made symmetric.</summary>
    None,
}
