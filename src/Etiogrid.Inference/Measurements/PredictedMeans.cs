using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Measurements;

/// <summary>Whitened means of a measurement under posterior draws; draws with the same mean are one class.</summary>
internal sealed class PredictedMeans
{
    private PredictedMeans(int dimensions, double[] means, int[] classOf)
    {
        (Dimensions, Means, ClassOf) = (dimensions, means, classOf);
        Weights = new double[means.Length / dimensions];
        foreach (int c in classOf)
        {
            Weights[c] += 1.0 / classOf.Length;
        }
    }

    /// <summary>Number of markers.</summary>
    public int Dimensions { get; }

    /// <summary>Classes x markers, one class after the other.</summary>
    public double[] Means { get; }

    /// <summary>Share of the draws in each class.</summary>
    public double[] Weights { get; }

    /// <summary>Class of each draw.</summary>
    public int[] ClassOf { get; }

    /// <summary>Number of classes.</summary>
    public int Count => Weights.Length;

    /// <summary>exp(offset - |y - mean|^2 / 2) of every class.</summary>
    public void Densities(double[] y, double offset, double[] densities)
    {
        for (int c = 0; c < densities.Length; c++)
        {
            double square = 0;
            for (int j = 0; j < y.Length; j++)
            {
                double d = y[j] - Means[(c * y.Length) + j];
                square += d * d;
            }

            double log = offset - (0.5 * square);
            densities[c] = log > -700 ? Elementary.Exp(log) : 0;
        }
    }

    /// <summary>Densities weighted by the classes' shares.</summary>
    public double Mixture(double[] densities) => Moments.Dot(Weights, densities);

    /// <summary>Joins draws whose means agree to twelve digits after the point.</summary>
    /// <param name="means">Markers x draws.</param>
    public static PredictedMeans Of(double[][] means)
    {
        int p = means.Length;
        int n = means[0].Length;
        Dictionary<Key, int> classes = [];
        List<double> flat = [];
        int[] classOf = new int[n];
        for (int i = 0; i < n; i++)
        {
            double[] own = new double[p];
            for (int j = 0; j < p; j++)
            {
                own[j] = Math.Round(means[j][i], 12) + 0.0;
            }

            if (!classes.TryGetValue(new(own), out int c))
            {
                classes[new(own)] = c = classes.Count;
                flat.AddRange(own);
            }

            classOf[i] = c;
        }

        return new(p, [.. flat], classOf);
    }

    private readonly struct Key(double[] mean) : IEquatable<Key>
    {
        private readonly double[] _mean = mean;

        public bool Equals(Key other) => _mean.AsSpan().SequenceEqual(other._mean);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (double m in _mean)
            {
                hash.Add(m);
            }

            return hash.ToHashCode();
        }
    }
}
