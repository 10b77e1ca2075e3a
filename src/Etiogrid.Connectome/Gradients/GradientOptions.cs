namespace Etiogrid.Connectome.Gradients;

/// <summary>How gradients are computed; the defaults are those of Margulies et al. 2016 (doi 10.1073/pnas.1608282113) and Vos de Wael et al. 2020.</summary>
public sealed record GradientOptions
{
    /// <summary>Row similarity.</summary>
    public AffinityKernel Kernel { get; init; } = AffinityKernel.NormalizedAngle;

    /// <summary>Share of each row's smallest elements set to 0 before the kernel, [0, 1).</summary>
    public double Sparsity
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A sparsity must lie in [0, 1).");
    } = 0.9;

    /// <summary>Embedding.</summary>
    public EmbeddingMethod Method { get; init; } = EmbeddingMethod.DiffusionMap;

    /// <summary>Number of gradients, at least 1 and fewer than the regions.</summary>
    public int Components { get; init; } = 10;

    /// <summary>Density normalisation of the diffusion map, [0, 1]: 0 random walk, 0.5 Fokker-Planck, 1 Laplace-Beltrami.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>Diffusion time; 0 sums all times: λ/(1 - λ).</summary>
    public double DiffusionTime { get; init; }
}
