using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>Recurring connectivity patterns: k-means on windows (Allen et al. 2014).</summary>
public sealed record ConnectivityStates
{
    /// <summary>State of each window, from 1, numbered by first appearance.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Share of windows in each state.</summary>
    public required IReadOnlyList<double> Occupancy { get; init; }

    /// <summary>Mean length of uninterrupted visits to each state, in windows.</summary>
    public required IReadOnlyList<double> Dwell { get; init; }

    /// <summary>Changes of state over the number of steps, [0, 1]; 0 with one window.</summary>
    public required double SwitchingRate { get; init; }

    /// <summary>Row i, column j: share of steps from state i that lead to j; rows of states never left are 0.</summary>
    public required Matrix Transitions { get; init; }

    /// <summary>Sum of squared distances to centroids.</summary>
    public required double Inertia { get; init; }

    /// <summary>Clusters the upper triangles of window matrices: k-means++ starts (Arthur and Vassilvitskii 2007), Lloyd steps to convergence, the best of <paramref name="restarts"/>.</summary>
    public static ConnectivityStates Find(IReadOnlyList<Matrix> windows, int states, ulong seed, int restarts = 20)
    {
        ArgumentNullException.ThrowIfNull(windows);
        if (states < 1 || states > windows.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(states), states, $"The number of states must lie in [1, {windows.Count}], the number of windows.");
        }

        double[][] points = [.. windows.Select(UpperTriangle)];
        var best = Enumerable.Range(0, restarts).Select(r => KMeans.Run(points, states, new Philox(seed, (ulong)r))).MinBy(r => r.Inertia);
        return Summarise(best.Labels, best.Inertia);
    }

    internal static ConnectivityStates Summarise(int[] raw, double inertia)
    {
        int[] labels = (int[])raw.Clone();
        int states = Modules.LouvainRun.Relabel(labels);
        var transitions = new Matrix(states, states);
        double[] visits = new double[states];
        double[] windows = new double[states];
        int switches = 0;
        for (int t = 0; t < labels.Length; t++)
        {
            windows[labels[t]]++;
            bool arrives = t == 0 || labels[t] != labels[t - 1];
            visits[labels[t]] += arrives ? 1 : 0;
            switches += t > 0 && arrives ? 1 : 0;
            if (t > 0)
            {
                transitions[labels[t - 1], labels[t]]++;
            }
        }

        for (int s = 0; s < states; s++)
        {
            double left = transitions.Row(s).ToArray().Sum();
            foreach (ref double share in transitions.Row(s))
            {
                share = left > 0 ? share / left : 0;
            }
        }

        return new()
        {
            Labels = [.. labels.Select(l => l + 1)],
            Occupancy = [.. windows.Select(w => w / labels.Length)],
            Dwell = [.. windows.Zip(visits, (w, v) => w / v)],
            SwitchingRate = labels.Length > 1 ? (double)switches / (labels.Length - 1) : 0,
            Transitions = transitions,
            Inertia = inertia,
        };
    }

    private static double[] UpperTriangle(Matrix m)
    {
        double[] result = new double[m.Rows * (m.Rows - 1) / 2];
        int next = 0;
        for (int i = 0; i < m.Rows; i++)
        {
            int length = m.Rows - i - 1;
            m.Row(i)[(i + 1)..].CopyTo(result.AsSpan(next, length));
            next += length;
        }

        return result;
    }
}
