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
        Fit = new(true, null, [("regions_used_fraction", Used(assignments, map.Length) / ((double)assignments.Count * map.Length))]);
    }

    /// <summary>Regions that at least one region takes its value from, summed over rotations.</summary>
    private static long Used(IReadOnlyList<int[]> assignments, int regions)
    {
        int[] seen = new int[regions];
        long used = 0;
        for (int d = 0; d < assignments.Count; d++)
        {
            foreach (int region in assignments[d])
            {
                used += seen[region] == d + 1 ? 0 : 1;
                seen[region] = d + 1;
            }
        }

        return used;
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
