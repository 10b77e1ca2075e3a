using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Modules;

/// <summary>
/// A quality function of partitions: Q = offset + Σ_{ij in the same module} (a_ij - Σ_f x_fi x_fj sign_f), ordered pairs, i = j included.
/// Links a_ij are sparse, null-model factors x are sparse: plain, signed and multilayer modularity are all of this form,
/// so one optimiser serves them.
/// </summary>
internal sealed class ModularityProblem
{
    public required int Size { get; init; }

    /// <summary>Compressed rows of links without the diagonal.</summary>
    public required int[] Offsets { get; init; }

    public required int[] Targets { get; init; }

    public required double[] Links { get; init; }

    /// <summary>Diagonal links a_ii (they arise by aggregation).</summary>
    public required double[] SelfLinks { get; init; }

    public required int Factors { get; init; }

    /// <summary>Sign of each factor's product: +1 is subtracted from the links, -1 added.</summary>
    public required double[] FactorSigns { get; init; }

    /// <summary>Compressed rows of each node's factors.</summary>
    public required int[] FactorOffsets { get; init; }

    public required int[] FactorIndex { get; init; }

    public required double[] FactorValue { get; init; }

    /// <summary>
    /// Modularity of an undirected graph with positive weights: a = W/2m, x = sqrt(γ) s/2m. With negative weights the asymmetric
    /// signed form (Rubinov and Sporns 2011, doi 10.1016/j.neuroimage.2011.03.069): the positive part is weighted 1/v⁺,
    /// the negative part 1/(v⁺ + v⁻).
    /// </summary>
    public static ModularityProblem Of(WeightedGraph graph, double gamma)
    {
        double[] positive = GraphMetrics.Strength(graph.PositivePart());
        double[] negative = GraphMetrics.Strength(graph.NegativePart());
        double up = Moments.Sum(positive);
        double down = Moments.Sum(negative);
        double scaleUp = up > 0 ? 1 / up : 0;
        double scaleDown = up + down > 0 ? 1 / (up + down) : 0;
        int n = graph.Size;
        double rootUp = up > 0 ? Math.Sqrt(gamma) / up : 0;
        double rootDown = down > 0 ? Math.Sqrt(gamma * scaleDown / down) : 0;
        return new()
        {
            Size = n,
            Offsets = graph.Offsets,
            Targets = graph.Targets,
            Links = [.. graph.EdgeWeights.Select(w => w > 0 ? w * scaleUp : w * scaleDown)],
            SelfLinks = new double[n],
            Factors = 2,
            FactorSigns = [1, -1],
            FactorOffsets = [.. Enumerable.Range(0, n + 1).Select(i => 2 * i)],
            FactorIndex = [.. Enumerable.Range(0, 2 * n).Select(k => k % 2)],
            FactorValue = [.. Enumerable.Range(0, 2 * n).Select(k => k % 2 == 0 ? rootUp * positive[k / 2] : rootDown * negative[k / 2])],
        };
    }

    /// <summary>
    /// Multilayer modularity (Mucha et al. 2010, doi 10.1126/science.1184819): node i of layer t stands at t·n + i, the same node in
    /// adjacent layers is linked by ω, and everything is divided by 2μ = Σ 2m_t + 2ωn(T - 1). Weights must not be negative.
    /// </summary>
    public static ModularityProblem Of(IReadOnlyList<WeightedGraph> layers, double gamma, double omega)
    {
        int n = layers[0].Size;
        int size = n * layers.Count;
        double[] masses = [.. layers.Select(g => Moments.Sum(g.EdgeWeights))];
        double total = Moments.Sum(masses) + (2 * omega * n * (layers.Count - 1));
        double scale = total > 0 ? 1 / total : 0;
        int[] offsets = new int[size + 1];
        List<int> targets = [];
        List<double> links = [];
        double[] factor = new double[size];
        for (int node = 0; node < size; node++)
        {
            int t = node / n;
            AddLayerLinks(layers, node, omega * scale, scale, targets, links);
            offsets[node + 1] = targets.Count;
            factor[node] = masses[t] > 0 ? Moments.Sum(layers[t].Weights.Row(node % n)) * Math.Sqrt(gamma * scale / masses[t]) : 0;
        }

        return new()
        {
            Size = size,
            Offsets = offsets,
            Targets = [.. targets],
            Links = [.. links],
            SelfLinks = new double[size],
            Factors = layers.Count,
            FactorSigns = [.. Enumerable.Repeat(1.0, layers.Count)],
            FactorOffsets = [.. Enumerable.Range(0, size + 1)],
            FactorIndex = [.. Enumerable.Range(0, size).Select(k => k / n)],
            FactorValue = factor,
        };
    }

    /// <summary>Q of a partition with labels 0, 1, ….</summary>
    public double Quality(int[] module)
    {
        int count = module.Length == 0 ? 0 : module.Max() + 1;
        double[] inside = new double[Size];
        var factors = new Matrix(count, Factors);
        for (int i = 0; i < Size; i++)
        {
            inside[i] = SelfLinks[i];
            for (int e = Offsets[i]; e < Offsets[i + 1]; e++)
            {
                inside[i] += module[Targets[e]] == module[i] ? Links[e] : 0;
            }

            for (int k = FactorOffsets[i]; k < FactorOffsets[i + 1]; k++)
            {
                factors[module[i], FactorIndex[k]] += FactorValue[k];
            }
        }

        double expected = 0;
        for (int c = 0; c < count; c++)
        {
            for (int f = 0; f < Factors; f++)
            {
                expected += FactorSigns[f] * factors[c, f] * factors[c, f];
            }
        }

        return Moments.Sum(inside) - expected;
    }

    /// <summary>The same problem with each module as one node.</summary>
    public ModularityProblem Aggregate(int[] module, int count)
    {
        int[] order = MembersByModule(module, count, out int[] starts);
        int[] offsets = new int[count + 1];
        int[] factorOffsets = new int[count + 1];
        List<int> targets = [];
        List<double> links = [];
        List<int> index = [];
        List<double> values = [];
        double[] self = new double[count];
        var linkSums = new SparseSums(count);
        var factorSums = new SparseSums(Factors);
        for (int c = 0; c < count; c++)
        {
            foreach (int i in order.AsSpan(starts[c]..starts[c + 1]))
            {
                self[c] += SelfLinks[i];
                AddRow(i, module, linkSums, factorSums);
            }

            self[c] += linkSums.Take(c);
            linkSums.Flush(targets, links);
            factorSums.Flush(index, values);
            offsets[c + 1] = targets.Count;
            factorOffsets[c + 1] = index.Count;
        }

        return new()
        {
            Size = count,
            Offsets = offsets,
            Targets = [.. targets],
            Links = [.. links],
            SelfLinks = self,
            Factors = Factors,
            FactorSigns = FactorSigns,
            FactorOffsets = factorOffsets,
            FactorIndex = [.. index],
            FactorValue = [.. values],
        };
    }

    private void AddRow(int node, int[] module, SparseSums linkSums, SparseSums factorSums)
    {
        for (int e = Offsets[node]; e < Offsets[node + 1]; e++)
        {
            linkSums.Add(module[Targets[e]], Links[e]);
        }

        for (int k = FactorOffsets[node]; k < FactorOffsets[node + 1]; k++)
        {
            factorSums.Add(FactorIndex[k], FactorValue[k]);
        }
    }

    private static int[] MembersByModule(int[] module, int count, out int[] starts)
    {
        starts = new int[count + 1];
        foreach (int c in module)
        {
            starts[c + 1]++;
        }

        for (int c = 0; c < count; c++)
        {
            starts[c + 1] += starts[c];
        }

        int[] next = starts[..count];
        int[] order = new int[module.Length];
        for (int i = 0; i < module.Length; i++)
        {
            order[next[module[i]]++] = i;
        }

        return order;
    }

    private static void AddLayerLinks(IReadOnlyList<WeightedGraph> layers, int node, double coupling, double scale, List<int> targets, List<double> links)
    {
        int n = layers[0].Size;
        int t = node / n;
        int i = node % n;
        if (t > 0 && coupling != 0)
        {
            targets.Add(node - n);
            links.Add(coupling);
        }

        var graph = layers[t];
        for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
        {
            targets.Add((t * n) + graph.Targets[e]);
            links.Add(graph.EdgeWeights[e] * scale);
        }

        if (t < layers.Count - 1 && coupling != 0)
        {
            targets.Add(node + n);
            links.Add(coupling);
        }
    }
}
