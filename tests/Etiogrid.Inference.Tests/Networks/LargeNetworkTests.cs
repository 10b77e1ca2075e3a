using Etiogrid.Inference.Networks;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests.Networks;

/// <summary>Networks of the size of the published large ones: against a sampler that knows nothing of cliques, and with evidence that is very unlikely.</summary>
public sealed class LargeNetworkTests
{
    [Theory]
    [InlineData(1, 400, 12, 3, 5)]
    [InlineData(2, 120, 6, 3, 21)]
    [InlineData(3, 700, 25, 2, 3)]
    public void Marginals_and_evidence_agree_with_likelihood_weighting(ulong seed, int variables, int window, int parents, int mostStates)
    {
        var network = Random(seed, variables, window, parents, mostStates);
        int[] seen = [variables / 5, variables / 2, variables - 1];
        var evidence = seen.ToDictionary(v => v, _ => 0);
        var posterior = NetworkInference.Infer(network, evidence).Value;
        const int draws = 20_000;
        var (log, counts) = LikelihoodWeighting(network, evidence, draws, seed);
        NumericAssert.Close(log, posterior.LogEvidence, 0, 0.05);
        foreach (var m in posterior.Marginals)
        {
            for (int s = 0; s < m.Probabilities.Count; s++)
            {
                // Six standard errors at an effective half of the draws.
                double p = m.Probabilities[s];
                Assert.InRange(counts[m.Variable][s], p - 0.001 - (6 * Math.Sqrt(p * (1 - p) / (draws / 2.0))), p + 0.001 + (6 * Math.Sqrt(p * (1 - p) / (draws / 2.0))));
            }
        }
    }

    [Fact]
    public void Eight_hundred_unlikely_findings_of_one_cause_do_not_underflow()
    {
        const int findings = 800;
        List<NetworkVariable> list = [new("cause", ["a", "b"], [], [0.5, 0.5])];
        list.AddRange(Enumerable.Range(0, findings).Select(i => new NetworkVariable($"f{i}", ["absent", "present"], [0], [0.9, 0.1, 0.9001, 0.0999])));
        var network = BayesianNetwork.Create(list).Value;
        var posterior = NetworkInference.Infer(network, Enumerable.Range(1, findings).ToDictionary(i => i, _ => 1)).Value;
        double logOdds = findings * Math.Log(0.1 / 0.0999);
        NumericAssert.Close((findings * Math.Log(0.1)) + Math.Log(0.5) + Math.Log(1 + Math.Exp(-logOdds)), posterior.LogEvidence, 1e-12);
        NumericAssert.Close(1 / (1 + Math.Exp(-logOdds)), posterior.Marginals[0].Probabilities[0], 1e-11);
    }

    [Fact]
    public void No_clique_lies_inside_another_and_the_forecast_is_what_is_held()
    {
        var network = Random(7, 60, 6, 3, 4);
        var forecast = NetworkInference.Forecast(network, new NetworkQuery());
        Assert.Equal(60, forecast.Variables);
        Assert.InRange(forecast.HeldCells, forecast.LargestTable, forecast.LargestTable + (2 * forecast.TotalCells));
        Assert.True(NetworkInference.Infer(network, new NetworkQuery { MemoryBytes = (long)forecast.Bytes }).HasValue);
        Assert.Equal("E706", Assert.Single(NetworkInference.Infer(network, new NetworkQuery { MemoryBytes = (long)forecast.Bytes - 8 }).Diagnostics).Code);
    }

    private static BayesianNetwork Random(ulong seed, int variables, int window, int parents, int mostStates)
    {
        var random = new Philox(seed, 9);
        var list = new List<NetworkVariable>();
        for (int v = 0; v < variables; v++)
        {
            // Now and then a variable with a single state, as the published ones have.
            int states = random.NextInt32(20) == 0 ? 1 : 2 + random.NextInt32(mostStates - 1);
            int[] above = [.. Enumerable.Range(0, parents).Select(_ => v - 1 - random.NextInt32(window)).Where(p => p >= 0).Distinct().Take(random.NextInt32(parents + 1))];
            int rows = above.Aggregate(1, (n, p) => n * list[p].States.Count);
            list.Add(new($"v{v}", [.. Enumerable.Range(0, states).Select(s => $"s{s}")], above, [.. Enumerable.Range(0, rows).SelectMany(_ => Row(states, random))]));
        }

        return BayesianNetwork.Create(list).Value;
    }

    /// <summary>A distribution with some zeros; the first state is always possible.</summary>
    private static double[] Row(int states, Philox random)
    {
        double[] p = [.. Enumerable.Range(0, states).Select(s => s > 0 && random.NextDouble() < 0.3 ? 0 : 0.2 + random.NextDouble())];
        return [.. p.Select(x => x / p.Sum())];
    }

    private static (double LogEvidence, double[][] Shares) LikelihoodWeighting(BayesianNetwork network, Dictionary<int, int> evidence, int draws, ulong seed)
    {
        var random = new Philox(seed, 10);
        double[][] tables = [.. network.Variables.Select(v => v.Table.ToArray())];
        double[][] shares = [.. network.Variables.Select(v => new double[v.States.Count])];
        int[] states = new int[shares.Length];
        double total = 0;
        for (int n = 0; n < draws; n++)
        {
            double weight = 1;
            for (int v = 0; v < states.Length; v++)
            {
                int row = network.Variables[v].Parents.Aggregate(0, (r, p) => (r * shares[p].Length) + states[p]);
                var distribution = tables[v].AsSpan(row * shares[v].Length, shares[v].Length);
                if (evidence.TryGetValue(v, out states[v]))
                {
                    weight *= distribution[states[v]];
                    continue;
                }

                double u = random.NextDouble();
                while (states[v] < shares[v].Length - 1 && (u -= distribution[states[v]]) >= 0)
                {
                    states[v]++;
                }
            }

            total += weight;
            for (int v = 0; v < states.Length; v++)
            {
                shares[v][states[v]] += weight;
            }
        }

        return (Math.Log(total / draws), [.. shares.Select(s => s.Select(x => x / total).ToArray())]);
    }
}
