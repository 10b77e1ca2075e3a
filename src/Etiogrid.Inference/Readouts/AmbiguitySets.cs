using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Readouts;

/// <summary>
/// Finds sets of pathways that stand for one another: their loadings on the measured markers, whitened by S, point the same way
/// (squared cosine at least .6), or the posterior makes them exclude each other (explaining away).
/// </summary>
public static class AmbiguitySets
{
    private const double Collinear = 0.6;
    private const double Excluding = -0.15;
    private const double WorthNaming = 0.15;
    private const double LeastMember = 0.05;
    private const double LeastSeparation = 0.2;

    /// <summary>The sets of a posterior, most probable first.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="draws">Draws from it, for the joint probability of sets of three and more.</param>
    public static IReadOnlyList<Ambiguity> Of(GridPosterior posterior, ConfigurationDraws draws)
    {
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(draws);
        var model = posterior.Model;
        int n = model.Pathways.Count;
        var loadings = Whitened(model);
        int[] candidates = [.. Enumerable.Range(0, n).Where(k => posterior.Altered(k) >= LeastMember)];
        var shared = new Matrix(n, n);
        int[] set = [.. Enumerable.Range(0, n)];
        foreach (int i in candidates)
        {
            foreach (int j in candidates.Where(j => j < i))
            {
                shared[i, j] = shared[j, i] = LargestCosine(loadings[i], loadings[j]);
                if (shared[i, j] >= Collinear || Correlation(posterior, i, j) <= Excluding)
                {
                    Join(set, i, j);
                }
            }
        }

        return
        [
            .. candidates.GroupBy(k => set[k]).Where(g => g.Count() > 1)
                .Select(g => Describe(posterior, draws, [.. g.OrderByDescending(posterior.Altered)], shared))
                .Where(a => a.JointAltered >= WorthNaming)
                .OrderByDescending(a => a.JointAltered),
        ];
    }

    /// <summary>For each pathway the whitened loading of each of its altered states.</summary>
    private static double[][][] Whitened(GridModel model)
    {
        int[] measured = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        var block = new Matrix(measured.Length, measured.Length);
        for (int i = 0; i < measured.Length; i++)
        {
            for (int j = 0; j < measured.Length; j++)
            {
                block[i, j] = model.MarkerCovariance[measured[i], measured[j]];
            }
        }

        if (!Cholesky.TryFactorise(block, out var factor))
        {
            throw new InvalidOperationException("A principal block of a positive definite covariance is not positive definite.");
        }

        return [.. model.Pathways.Select((p, k) => Enumerable.Range(1, p.StateCount - 1).Select(s => factor.SolveLower(Vector(model, measured, k, s))).ToArray())];
    }

    private static double[] Vector(GridModel model, IReadOnlyList<int> markers, int pathway, int state) =>
        [.. markers.Select(m => model.Markers[m].Loadings.Where(l => l.Pathway == pathway && l.State == state).Sum(l => l.Value))];

    /// <summary>Directed: only states that shift the markers the same way can stand for one another.</summary>
    private static double LargestCosine(double[][] a, double[][] b)
    {
        double largest = 0;
        foreach (double[] x in a)
        {
            foreach (double[] y in b)
            {
                double dot = Numerics.Statistics.Moments.Dot(x, y);
                double norms = Numerics.Statistics.Moments.Dot(x, x) * Numerics.Statistics.Moments.Dot(y, y);
                largest = norms > 0 && dot > 0 ? Math.Max(largest, dot * dot / norms) : largest;
            }
        }

        return largest;
    }

    private static double Correlation(GridPosterior posterior, int i, int j)
    {
        double a = posterior.Altered(i);
        double b = posterior.Altered(j);
        double variance = a * (1 - a) * b * (1 - b);
        return variance > 0 ? (posterior.PairAltered[i, j] - (a * b)) / Math.Sqrt(variance) : 0;
    }

    private static void Join(int[] set, int i, int j)
    {
        int from = set[i];
        int to = set[j];
        for (int k = 0; k < set.Length; k++)
        {
            set[k] = set[k] == from ? to : set[k];
        }
    }

    private static Ambiguity Describe(GridPosterior posterior, ConfigurationDraws draws, int[] members, Matrix shared)
    {
        double largest = 0;
        foreach (int i in members)
        {
            foreach (int j in members.Where(j => j != i))
            {
                largest = Math.Max(largest, shared[i, j]);
            }
        }

        var (marker, separation) = BestSplit(posterior.Model, members);
        return new(members, Joint(posterior, draws, members), largest >= Collinear ? largest : null, marker, separation);
    }

    /// <summary>Exact for two; the share of draws for more.</summary>
    private static double Joint(GridPosterior posterior, ConfigurationDraws draws, int[] members) => members.Length == 2
        ? posterior.Altered(members[0]) + posterior.Altered(members[1]) - posterior.PairAltered[members[0], members[1]]
        : draws.States.Count(s => members.Any(k => s[k] != 0)) / (double)draws.Count;

    private static (int? Marker, double Separation) BestSplit(GridModel model, int[] members)
    {
        int? best = null;
        double largest = LeastSeparation;
        for (int m = 0; m < model.Markers.Count; m++)
        {
            if (model.Markers[m].Value is not null)
            {
                continue;
            }

            double[] shifts = [.. members.Select(k => Largest(model, m, k))];
            double separation = (shifts.Max() - shifts.Min()) / Math.Sqrt(model.MarkerCovariance[m, m]);
            (best, largest) = separation > largest ? (m, separation) : (best, largest);
        }

        return (best, best is null ? 0 : largest);
    }

    private static double Largest(GridModel model, int marker, int pathway) =>
        model.Markers[marker].Loadings.Where(l => l.Pathway == pathway).Select(l => l.Value).OrderByDescending(Math.Abs).FirstOrDefault();
}
