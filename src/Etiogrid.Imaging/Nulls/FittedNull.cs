using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Surrogates of one map. Draw number d is the same whatever is drawn before it, on any thread.</summary>
public abstract class FittedNull
{
    /// <summary>How well the surrogates keep the map's autocorrelation, and whether they may be used.</summary>
    public abstract NullFit Fit { get; }

    /// <summary>Writes draws first, first + 1, … into the rows of <paramref name="destination"/> (draws x regions).</summary>
    public abstract void Draw(int first, Matrix destination);

    /// <summary>Draws 0 to count - 1 as rows, on several threads; the same whatever their number.</summary>
    /// <param name="count">Number of draws.</param>
    /// <param name="regions">Number of regions.</param>
    /// <param name="threads">Worker threads, 0 = all.</param>
    public Matrix DrawAll(int count, int regions, int threads)
    {
        const int Chunk = 64;
        var all = new Matrix(count, regions);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 };
        Parallel.For(0, (count + Chunk - 1) / Chunk, options, c =>
        {
            int first = c * Chunk;
            var part = new Matrix(Math.Min(Chunk, count - first), regions);
            Draw(first, part);
            part.Values.CopyTo(all.Values, first * regions);
        });
        return all;
    }
}
