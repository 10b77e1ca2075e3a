namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>Which part of a product is computed.</summary>
internal enum GemmShape
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>The lower triangle, then mirrored: the two factors are transposes of each other.</summary>
    Symmetric,
}
