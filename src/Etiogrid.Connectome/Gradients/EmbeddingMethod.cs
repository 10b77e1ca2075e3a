namespace Etiogrid.Connectome.Gradients;

/// <summary>How an affinity becomes a few axes.</summary>
public enum EmbeddingMethod
{
    /// <summary>Diffusion map (Coifman and Lafon 2006, doi 10.1016/j.acha.2006.04.006).</summary>
    DiffusionMap,

    /// <summary>Laplacian eigenmaps (Belkin and Niyogi 2003).</summary>
    LaplacianEigenmaps,

    /// <summary>Principal components of the affinity's rows.</summary>
    PrincipalComponents,
}
