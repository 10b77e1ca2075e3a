using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>One map read through spin assignments.</summary>
internal sealed class SpinSurrogates : FittedNull
{
    private readonly IReadOnlyList<int[]> _assignments;
    private readonly double[] _map;

    public SpinSurrogates(IReadOnlyList<int[]> assignments, ReadOnlySpan<double> map)
    {
        _assignments = assignments;
        _map = map.ToArray();
        long used = assignments.Sum(a => (long)a.Distinct().Count());
        Fit = new(true, null, [("regions_used_fraction", used / ((double)assignments.Count * map.Length))]);
    }

    public override NullFit Fit { get; }

    public override void Draw(int first, Matrix destination)
    {
        for (int d = 0; d < destination.Rows; d++)
        {
            int[] assignment = _assignments[first + d];
            var row = destination.Row(d);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = _map[assignment[i]];
            }
        }
    }
}
