namespace Etiogrid.Imaging.Internals;

/// <summary>Mid-ranks of many rows of one length without allocating; one instance a thread.</summary>
internal sealed class RankSorter(int length)
{
    private readonly double[] _sorted = new double[length];
    private readonly int[] _order = new int[length];

    /// <summary>Replaces finite values by their mid-ranks from 1.</summary>
    public void Rank(Span<double> row)
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        row.CopyTo(_sorted);
        Array.Sort(_sorted, _order);
        int start = 0;
        while (start < _sorted.Length)
        {
            int end = start + 1;
            while (end < _sorted.Length && _sorted[end] == _sorted[start])
            {
                end++;
            }

            double rank = 0.5 * (start + end + 1);
            for (int i = start; i < end; i++)
            {
                row[_order[i]] = rank;
            }

            start = end;
        }
    }
}
