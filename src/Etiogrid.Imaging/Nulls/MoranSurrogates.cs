using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Sign-flipped copies of one map: mean + Σ ±a_k v_k.</summary>
internal sealed class MoranSurrogates : FittedNull
{
    private readonly MoranNull _null;
    private readonly Matrix _scaled;
    private readonly double _mean;

    public MoranSurrogates(MoranNull spatialNull, ReadOnlySpan<double> map)
    {
        _null = spatialNull;
        _mean = Moments.Mean(map);
        double[] a = spatialNull.CoordinatesOf(map);
        _scaled = new Matrix(a.Length, map.Length);
        for (int k = 0; k < a.Length; k++)
        {
            var from = spatialNull.Components.Row(k);
            var to = _scaled.Row(k);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] = a[k] * from[i];
            }
        }

        Fit = new(true, null, [("morans_i", spatialNull.MoransI(map))]);
    }

    public override NullFit Fit { get; }

    public override void Draw(int first, Matrix destination)
    {
        var signs = new Matrix(destination.Rows, _scaled.Rows);
        _null.Signs(first, signs);
        Gemm.Multiply(signs, _scaled, destination);
        var values = destination.Values.AsSpan();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += _mean;
        }
    }
}
