using System.Numerics;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>One k-means run.</summary>
internal static class KMeans
{
    public static (int[] Labels, double Inertia) Run(double[][] points, int clusters, Philox random)
    {
        double[][] centroids = Seed(points, clusters, random);
        int[] labels = new int[points.Length];
        Array.Fill(labels, -1);
        for (int iteration = 0; iteration < 300; iteration++)
        {
            bool changed = false;
            for (int i = 0; i < points.Length; i++)
            {
                int nearest = Nearest(points[i], centroids).Index;
                changed |= nearest != labels[i];
                labels[i] = nearest;
            }

            if (!changed)
            {
                break;
            }

            MoveCentroids(points, labels, centroids);
        }

        return (labels, points.Select((p, i) => SquaredDistance(p, centroids[labels[i]])).Sum());
    }

    private static double[][] Seed(double[][] points, int clusters, Philox random)
    {
        double[][] centroids = new double[clusters][];
        centroids[0] = (double[])points[random.NextInt32(points.Length)].Clone();
        double[] distance = [.. points.Select(p => SquaredDistance(p, centroids[0]))];
        for (int c = 1; c < clusters; c++)
        {
            double target = random.NextDouble() * distance.Sum();
            int chosen = 0;
            for (double sum = distance[0]; sum < target && chosen < points.Length - 1; sum += distance[chosen])
            {
                chosen++;
            }

            centroids[c] = (double[])points[chosen].Clone();
            for (int i = 0; i < points.Length; i++)
            {
                distance[i] = Math.Min(distance[i], SquaredDistance(points[i], centroids[c]));
            }
        }

        return centroids;
    }

    /// <summary>An empty cluster keeps its centroid.</summary>
    private static void MoveCentroids(double[][] points, int[] labels, double[][] centroids)
    {
        for (int c = 0; c < centroids.Length; c++)
        {
            int[] members = [.. Enumerable.Range(0, points.Length).Where(i => labels[i] == c)];
            if (members.Length == 0)
            {
                continue;
            }

            Array.Clear(centroids[c]);
            foreach (int i in members)
            {
                for (int d = 0; d < centroids[c].Length; d++)
                {
                    centroids[c][d] += points[i][d] / members.Length;
                }
            }
        }
    }

    private static (int Index, double Distance) Nearest(double[] point, double[][] centroids)
    {
        var best = (Index: 0, Distance: double.PositiveInfinity);
        for (int c = 0; c < centroids.Length; c++)
        {
            double d = SquaredDistance(point, centroids[c]);
            best = d < best.Distance ? (c, d) : best;
        }

        return best;
    }

    /// <summary>Eight interleaved sums, added in a fixed order: the same bits for any vector width up to eight.</summary>
    private static double SquaredDistance(double[] a, double[] b)
    {
        Span<double> sums = stackalloc double[8];
        int width = Vector<double>.Count;
        int i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            for (int lane = 0; lane < 8; lane += width)
            {
                var d = new Vector<double>(a, i + lane) - new Vector<double>(b, i + lane);
                Vector.FusedMultiplyAdd(d, d, new Vector<double>(sums[lane..])).CopyTo(sums[lane..]);
            }
        }

        for (int lane = 0; i < a.Length; i++, lane++)
        {
            double d = a[i] - b[i];
            sums[lane] = Math.FusedMultiplyAdd(d, d, sums[lane]);
        }

        return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    }
}
