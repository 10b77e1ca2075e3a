using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>A null that cannot serve this map, and why.</summary>
internal sealed class RefusedSurrogates(string why) : FittedNull
{
    public override NullFit Fit { get; } = new(false, why, []);

    public override void Draw(int first, Matrix destination) => throw new InvalidOperationException($"No surrogates: {why}.");
}
