using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Measurements;

/// <summary>How the draws of each class of means are spread over the patterns of an ambiguity set.</summary>
internal sealed class PatternGroups
{
    private readonly (int Class, int Group, double Weight)[] _cells;
    private readonly int[] _firstOfClass;
    private readonly double[] _weights;
    private readonly double[] _sums;
    private readonly double[] _classWeights;

    private PatternGroups((int Class, int Group, double Weight)[] cells, int groups, double[] classWeights)
    {
        (_cells, _classWeights) = (cells, classWeights);
        _weights = new double[groups];
        _sums = new double[groups];
        _firstOfClass = new int[classWeights.Length + 1];
        foreach (var cell in cells)
        {
            _weights[cell.Group] += cell.Weight;
            _firstOfClass[cell.Class + 1]++;
        }

        for (int c = 0; c < classWeights.Length; c++)
        {
            _firstOfClass[c + 1] += _firstOfClass[c];
        }
    }

    public static PatternGroups Of(PredictedMeans means, int[] patterns)
    {
        Dictionary<int, int> groups = [];
        Dictionary<(int Class, int Group), int> counts = [];
        for (int i = 0; i < patterns.Length; i++)
        {
            if (!groups.TryGetValue(patterns[i], out int group))
            {
                groups[patterns[i]] = group = groups.Count;
            }

            counts[(means.ClassOf[i], group)] = counts.GetValueOrDefault((means.ClassOf[i], group)) + 1;
        }

        return new([.. counts.OrderBy(c => c.Key).Select(c => (c.Key.Class, c.Key.Group, (double)c.Value / patterns.Length))], groups.Count, means.Weights);
    }

    /// <summary>sum over groups of f log(f / weight), f the weighted density of the group.</summary>
    public double SumOfLogs(double[] densities)
    {
        AddUp(densities);
        double sum = 0;
        for (int g = 0; g < _sums.Length; g++)
        {
            sum += _sums[g] > 0 ? _sums[g] * Elementary.Log(_sums[g] / _weights[g]) : 0;
        }

        return sum;
    }

    /// <summary>Mean over the patterns within a class of log p(y | pattern).</summary>
    public double MeanLogOfClass(int own, double[] densities)
    {
        AddUp(densities);
        double sum = 0;
        for (int i = _firstOfClass[own]; i < _firstOfClass[own + 1]; i++)
        {
            var cell = _cells[i];
            sum += cell.Weight * Elementary.Log(_sums[cell.Group] / _weights[cell.Group]);
        }

        return sum / _classWeights[own];
    }

    private void AddUp(double[] densities)
    {
        Array.Clear(_sums);
        foreach (var (c, group, weight) in _cells)
        {
            _sums[group] += weight * densities[c];
        }
    }
}
