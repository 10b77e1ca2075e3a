using Etiogrid.Connectome.Gradients;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome gradients</c>.</summary>
public sealed record ConnectomeGradientsOptions
{
    /// <summary>Matrices of the same regions.</summary>
    public required IReadOnlyList<string> Matrices { get; init; }

    /// <summary>How each is decomposed.</summary>
    public required GradientOptions Gradients { get; init; }

    /// <summary>Rotate all sets to their mean.</summary>
    public bool Align { get; init; }

    /// <summary>List eigenvalues instead of maps.</summary>
    public bool Eigenvalues { get; init; }
}
