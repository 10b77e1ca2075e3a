using Etiogrid.Connectome.Modules;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>Modules of nodes over ordered layers, and what each node does over time.</summary>
/// <param name="Labels">Layers x nodes, labels from 1; equal labels in different layers are the same module.</param>
/// <param name="Quality">Multilayer modularity.</param>
public sealed record LayeredPartition(Matrix Labels, double Quality)
{
    /// <summary>Number of layers.</summary>
    public int Layers => Labels.Rows;

    /// <summary>Number of nodes.</summary>
    public int Nodes => Labels.Columns;

    /// <summary>Flexibility: module changes over the number of steps, [0, 1]; 0 with one layer (Bassett et al. 2011, doi 10.1073/pnas.1018985108).</summary>
    public double[] Flexibility() => PerNode(i => Layers < 2 ? 0 : (double)Steps().Count(t => Labels[t, i] != Labels[t - 1, i]) / (Layers - 1));

    /// <summary>Promiscuity: (modules the node visits - 1)/(modules of the network - 1), [0, 1]; 0 with one module (Papadopoulos et al. 2016).</summary>
    public double[] Promiscuity()
    {
        int modules = Labels.Values.Distinct().Count();
        return PerNode(i => modules < 2 ? 0 : (Labels.Column(i).Distinct().Count() - 1.0) / (modules - 1));
    }

    /// <summary>Disjointedness: changes in which no other node makes the same move, over the number of steps (Telesford et al. 2017, doi 10.1016/j.neuroimage.2017.01.019).</summary>
    public double[] Disjointedness() => PerNode(i => Layers < 2 ? 0 : (double)Steps().Count(t => Changed(t, i) && !Enumerable.Range(0, Nodes).Any(j => j != i && SameMove(t, i, j))) / (Layers - 1));

    /// <summary>Cohesion strength: for each node the number of (step, other node) pairs that make the same move, over the number of steps.</summary>
    public double[] Cohesion() => PerNode(i => Layers < 2 ? 0 : (double)Steps().Sum(t => Changed(t, i) ? Enumerable.Range(0, Nodes).Count(j => j != i && SameMove(t, i, j)) : 0) / (Layers - 1));

    /// <summary>Module allegiance: share of layers in which two nodes share a module; diagonal 1.</summary>
    public Matrix Allegiance()
    {
        var result = new Matrix(Nodes, Nodes);
        for (int t = 0; t < Layers; t++)
        {
            var row = Labels.Row(t);
            for (int i = 0; i < Nodes; i++)
            {
                for (int j = 0; j < Nodes; j++)
                {
                    result[i, j] += row[i] == row[j] ? 1.0 / Layers : 0;
                }
            }
        }

        for (int i = 0; i < Nodes; i++)
        {
            result[i, i] = 1;
        }

        return result;
    }

    /// <summary>Recruitment: mean allegiance to the other nodes of one's own system; NaN for a system of one (Bassett et al. 2015; Mattar et al. 2015, doi 10.1371/journal.pcbi.1004533).</summary>
    public static double[] Recruitment(Matrix allegiance, IReadOnlyList<int> systems) => MeanAllegiance(allegiance, systems, same: true);

    /// <summary>Integration: mean allegiance to nodes of other systems; NaN with one system.</summary>
    public static double[] Integration(Matrix allegiance, IReadOnlyList<int> systems) => MeanAllegiance(allegiance, systems, same: false);

    internal static LayeredPartition FromFlat(Partition partition, int nodes) =>
        new(new Matrix(partition.Labels.Count / nodes, nodes, [.. partition.Labels.Select(l => (double)l)]), partition.Quality);

    private static double[] MeanAllegiance(Matrix allegiance, IReadOnlyList<int> systems, bool same)
    {
        ArgumentNullException.ThrowIfNull(allegiance);
        ArgumentNullException.ThrowIfNull(systems);
        double[] result = new double[allegiance.Rows];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < result.Length; j++)
            {
                if (j != i && (systems[i] == systems[j]) == same)
                {
                    sum += allegiance[i, j];
                    count++;
                }
            }

            result[i] = count > 0 ? sum / count : double.NaN;
        }

        return result;
    }

    private IEnumerable<int> Steps() => Enumerable.Range(1, Math.Max(0, Layers - 1));

    private bool Changed(int t, int i) => Labels[t, i] != Labels[t - 1, i];

    private bool SameMove(int t, int i, int j) => Labels[t, i] == Labels[t, j] && Labels[t - 1, i] == Labels[t - 1, j];

    private double[] PerNode(Func<int, double> measure) => [.. Enumerable.Range(0, Nodes).Select(measure)];
}
