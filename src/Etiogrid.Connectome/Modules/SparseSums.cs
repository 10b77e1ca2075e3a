namespace Etiogrid.Connectome.Modules;

/// <summary>Sums by index of which few are touched; emptied in ascending order of index.</summary>
internal sealed class SparseSums(int size)
{
    private readonly double[] _sums = new double[size];
    private readonly bool[] _used = new bool[size];
    private readonly List<int> _touched = [];

    public void Add(int index, double value)
    {
        if (!_used[index])
        {
            _used[index] = true;
            _touched.Add(index);
        }

        _sums[index] += value;
    }

    /// <summary>Removes and returns one sum.</summary>
    public double Take(int index)
    {
        double value = _sums[index];
        _sums[index] = 0;
        if (_used[index])
        {
            _used[index] = false;
            _touched.Remove(index);
        }

        return value;
    }

    /// <summary>Appends indices and sums, and empties.</summary>
    public void Flush(List<int> indices, List<double> values)
    {
        _touched.Sort();
        foreach (int index in _touched)
        {
            indices.Add(index);
            values.Add(_sums[index]);
            _sums[index] = 0;
            _used[index] = false;
        }

        _touched.Clear();
    }
}
