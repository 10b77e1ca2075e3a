using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Surrogates of one map. Draw number d is the same whatever is drawn before it, on any thread.</summary>
public abstract class FittedNull
{
    /// <summary>How well the surrogates keep the map's autocorrelation, and whether they may be used.</summary>
    public abstract NullFit Fit { get; }

    /// <summary>Writes draws first, first + 1, … into the rows of <paramref name="destination"/> (draws x regions).</summary>
    public abstract void Draw(int first, Matrix destination);
}
