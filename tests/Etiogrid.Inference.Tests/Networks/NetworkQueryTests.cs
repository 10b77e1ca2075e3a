using Etiogrid.Inference.Networks;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests.Networks;

/// <summary>Queries on random networks against the sum over all joint states.</summary>
public sealed class NetworkQueryTests
{
    private static BayesianNetwork Network(ulong seed, int variables, int parents)
    {
        var random = new Philox(seed, 5);
        var list = new List<NetworkVariable>();
        for (int v = 0; v < variables; v++)
        {
            int states = 2 + random.NextInt32(2);
            int[] above = [.. Enumerable.Range(0, v).OrderBy(_ => random.NextDouble()).Take(Math.Min(v, random.NextInt32(parents + 1)))];
            int rows = above.Aggregate(1, (n, p) => n * list[p].States.Count);
            list.Add(new($"v{v}", [.. Enumerable.Range(0, states).Select(s => $"s{s}")], above, [.. Enumerable.Range(0, rows).SelectMany(_ => Distribution(states, random))]));
        }

        return BayesianNetwork.Create(list).Value;
    }

    private static double[] Distribution(int states, Philox random)
    {
        double[] p = [.. Enumerable.Range(0, states).Select(_ => 0.05 + random.NextDouble())];
        return [.. p.Select(x => x / p.Sum())];
    }

    /// <summary>Every joint state with its probability times the likelihoods of the evidence.</summary>
    private static IEnumerable<(int[] States, double P)> Worlds(BayesianNetwork network, NetworkQuery query)
    {
        int n = network.Variables.Count;
        int[] states = new int[n];
        while (true)
        {
            double p = 1;
            for (int v = 0; v < n && p > 0; v++)
            {
                var variable = network.Variables[v];
                int row = variable.Parents.Aggregate(0, (r, q) => (r * network.Variables[q].States.Count) + states[q]);
                p *= variable.Table[(row * variable.States.Count) + states[v]];
                p *= query.Evidence.TryGetValue(v, out int seen) && seen != states[v] ? 0 : 1;
                p *= query.Likelihoods.TryGetValue(v, out var l) ? l[states[v]] : 1;
            }

            yield return ((int[])states.Clone(), p);
            int i = n - 1;
            while (i >= 0 && ++states[i] == network.Variables[i].States.Count)
            {
                states[i--] = 0;
            }

            if (i < 0)
            {
                yield break;
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Marginals_joint_and_evidence_are_those_of_the_sum_over_all_states(ulong seed)
    {
        var network = Network(seed, 10, 3);
        var query = new NetworkQuery
        {
            Evidence = new Dictionary<int, int> { [7] = 1 },
            Likelihoods = new Dictionary<int, IReadOnlyList<double>> { [3] = [.. network.Variables[3].States.Select((_, s) => 0.2 + (0.3 * s))] },
            Joint = [8, 0, 5],
            Variables = [1, 3, 8],
        };
        var worlds = Worlds(network, query).ToList();
        double total = worlds.Sum(w => w.P);
        var posterior = NetworkInference.Infer(network, query).Value;
        NumericAssert.Close(Math.Log(total), posterior.LogEvidence, 1e-12);
        foreach (var m in posterior.Marginals)
        {
            NumericAssert.AllClose([.. m.Probabilities.Select((_, s) => worlds.Where(w => w.States[m.Variable] == s).Sum(w => w.P) / total)], [.. m.Probabilities], 1e-11);
        }

        double[] joint = [.. worlds.GroupBy(w => (w.States[8], w.States[0], w.States[5])).OrderBy(g => g.Key).Select(g => g.Sum(w => w.P) / total)];
        NumericAssert.AllClose(joint, [.. posterior.Joint], 1e-11);
    }

    [Fact]
    public void Setting_a_variable_tells_its_causes_nothing_and_its_effects_what_seeing_it_would_without_them()
    {
        var network = Network(9, 8, 2);
        int v = Enumerable.Range(0, 8).First(i => network.Variables[i].Parents.Count > 0);
        int cause = network.Variables[v].Parents[0];
        var done = NetworkIntervention.Do(network, new Dictionary<int, int> { [v] = 1 });
        double[] before = [.. NetworkInference.Infer(network, new NetworkQuery()).Value.Marginals[cause].Probabilities];
        double[] after = [.. NetworkInference.Infer(done, new NetworkQuery()).Value.Marginals[cause].Probabilities];
        double[] seen = [.. NetworkInference.Infer(network, new NetworkQuery { Evidence = new Dictionary<int, int> { [v] = 1 }, Variables = [cause] }).Value.Marginals[0].Probabilities];
        NumericAssert.AllClose(before, after, 1e-12);
        Assert.True(Math.Abs(seen[0] - before[0]) > 1e-3);

        // Adjustment formula: P(y | do(v)) = sum over the causes of v of P(causes) P(y | v, causes).
        int[] causes = [.. network.Variables[v].Parents];
        var worlds = Worlds(network, new NetworkQuery()).ToList();
        for (int y = v + 1; y < 8; y++)
        {
            double expected = 0;
            foreach (var stratum in worlds.GroupBy(w => string.Join(',', causes.Select(c => w.States[c]))))
            {
                double given = stratum.Where(w => w.States[v] == 1).Sum(w => w.P);
                expected += stratum.Sum(w => w.P) * stratum.Where(w => w.States[v] == 1 && w.States[y] == 0).Sum(w => w.P) / given;
            }

            NumericAssert.Close(expected, NetworkInference.Infer(done, new NetworkQuery()).Value.Marginals[y].Probabilities[0], 1e-11);
        }
    }

    [Fact]
    public void A_chain_of_helpers_is_the_noisy_max_table()
    {
        var random = new Philox(3, 3);
        string[] states = ["none", "mild", "severe"];
        var parents = Enumerable.Range(0, 5).Select(i => new NetworkVariable($"c{i}", ["off", "on"], [], Distribution(2, random))).ToList();
        NoisyMax.Cause[] causes = [.. Enumerable.Range(0, 5).Select(i => new NoisyMax.Cause(i, [[1.0, 0, 0], Distribution(3, random)]))];
        double[] leak = Distribution(3, random);
        var table = BayesianNetwork.Create([.. parents, NoisyMax.Table("y", states, causes, leak)]).Value;
        var chain = BayesianNetwork.Create([.. parents, .. NoisyMax.Chain("y", states, causes, leak, parents.Count)]).Value;
        Assert.Equal(9, chain.Variables.Count);
        Assert.Equal(3, chain.Variables.Count(v => v.IsAuxiliary));
        foreach (var evidence in new Dictionary<int, int>[] { [], new() { [0] = 1, [3] = 0 } })
        {
            var direct = NetworkInference.Infer(table, evidence, [5]).Value.Marginals[0].Probabilities;
            var divorced = NetworkInference.Infer(chain, evidence, [chain.IndexOf("y")]).Value.Marginals[0].Probabilities;
            NumericAssert.AllClose([.. direct], [.. divorced], 1e-12);
        }

        // Two states and no leak: P(y) = 1 - prod (1 - p) over the causes that are on.
        var or = NoisyMax.Table("y", ["no", "yes"], [new(0, [[1, 0], [0.7, 0.3]]), new(1, [[1, 0], [0.4, 0.6]])], [0.9, 0.1]);
        NumericAssert.Close(1 - (0.9 * 0.7 * 0.4), or.Table[^1], 1e-14);
        Assert.DoesNotContain(NetworkInference.Infer(chain, new NetworkQuery()).Value.Marginals, m => chain.Variables[m.Variable].IsAuxiliary);
        Assert.Throws<ArgumentException>(() => NoisyMax.Table("y", states, causes, [0.5, 0.2, 0.2]));
    }

    [Fact]
    public void The_forecast_is_what_is_built_and_a_wide_network_is_refused_at_once()
    {
        var network = Network(4, 10, 3);
        var forecast = NetworkInference.Forecast(network, new NetworkQuery());
        var posterior = NetworkInference.Infer(network, new NetworkQuery()).Value;
        Assert.Equal(forecast.TotalCells, posterior.TotalCells);
        Assert.Equal(forecast.LargestTable, posterior.LargestTable);

        // 80 variables in a dense random graph: tables of astronomic size are counted, never built.
        var random = new Philox(1, 2);
        var dense = new List<NetworkVariable>();
        for (int v = 0; v < 80; v++)
        {
            int[] above = [.. Enumerable.Range(0, v).OrderBy(_ => random.NextDouble()).Take(8)];
            dense.Add(new($"v{v}", ["a", "b"], above, [.. Enumerable.Range(0, 1 << above.Length).SelectMany(_ => Distribution(2, random))]));
        }

        Assert.Equal("E706", Assert.Single(NetworkInference.Infer(BayesianNetwork.Create(dense).Value, new NetworkQuery()).Diagnostics).Code);
    }

    [Fact]
    public void A_grid_of_variables_gets_an_order_near_its_width()
    {
        // A 12 x 12 lattice of binary variables has treewidth 12, married parents add some: one greedy order alone needs cliques of 17.
        var random = new Philox(2, 2);
        var lattice = new List<NetworkVariable>();
        for (int i = 0; i < 144; i++)
        {
            int[] above = [.. i % 12 > 0 ? [i - 1] : Array.Empty<int>(), .. i >= 12 ? [i - 12] : Array.Empty<int>()];
            lattice.Add(new($"v{i}", ["a", "b"], above, [.. Enumerable.Range(0, 1 << above.Length).SelectMany(_ => Distribution(2, random))]));
        }

        Assert.InRange(NetworkInference.Forecast(BayesianNetwork.Create(lattice).Value, new NetworkQuery()).LargestTable, 1 << 13, 1 << 16);
    }

    [Fact]
    public void Queries_that_make_no_sense_are_a_bug_of_the_caller()
    {
        var network = Network(4, 5, 2);
        Assert.Throws<ArgumentException>(() => NetworkInference.Infer(network, new NetworkQuery { Joint = [1, 1] }));
        Assert.Throws<ArgumentException>(() => NetworkInference.Infer(network, new NetworkQuery { Likelihoods = new Dictionary<int, IReadOnlyList<double>> { [0] = [1] } }));
        Assert.Throws<ArgumentException>(() => NetworkIntervention.Do(network, new Dictionary<int, int> { [0] = 9 }));
    }
}
