using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Networks;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Networks;

public sealed class IndividualNetworksTests
{
    /// <summary>The person's true networks: 4 networks of 15 regions, of which 9 regions differ from the group.</summary>
    private static int[] Truth => [.. Enumerable.Range(0, 60).Select(i => i % 7 == 3 ? ((i / 15) + 1) % 4 : i / 15)];

    private static int[] Group => [.. Enumerable.Range(0, 60).Select(i => i / 15)];

    [Fact]
    public void Iterative_reassignment_recovers_regions_that_differ_from_the_group()
    {
        var found = IterativeParcellation.Fit(Simulated(1, 300, 1), Group);
        Assert.True(found.HasConverged);
        Assert.InRange(found.Iterations, 2, 10);
        Assert.True(NetworkQuality.AdjustedRand(Truth, found.Labels) > 0.95);
        Assert.True(NetworkQuality.AdjustedRand(Truth, Group) < 0.75);
    }

    [Fact]
    public void The_hierarchical_model_recovers_them_from_short_noisy_sessions()
    {
        Matrix[] sessions = [.. Enumerable.Range(0, 2).Select(s => HierarchicalNetworks.Profiles(Simulated((ulong)(10 + s), 150, 1.5)))];
        var directions = HierarchicalNetworks.GroupDirections(sessions, Group);
        var found = HierarchicalNetworks.Fit(sessions, Group, directions, null, new() { PriorWeight = 10 });
        Assert.True(found.HasConverged);
        Assert.True(NetworkQuality.AdjustedRand(Truth, found.Labels) > 0.95, $"{NetworkQuality.AdjustedRand(Truth, found.Labels)}");
        Assert.All(found.Confidence, p => Assert.InRange(p, 0.25, 1));
        var bounded = HierarchicalNetworks.Fit(sessions, Group, directions, null, new() { MaximumIterations = 1 });
        Assert.False(bounded.HasConverged);
    }

    [Fact]
    public void An_overwhelming_prior_keeps_the_group()
    {
        Matrix[] sessions = [HierarchicalNetworks.Profiles(Simulated(1, 200, 1))];
        var found = HierarchicalNetworks.Fit(sessions, Group, HierarchicalNetworks.GroupDirections(sessions, Group), null, new() { PriorWeight = 1e6 });
        Assert.Equal(Group, found.Labels);
    }

    [Fact]
    public void A_constant_region_keeps_its_group_label_without_confidence()
    {
        var series = Simulated(1, 200, 1);
        var values = series.Values.Clone();
        for (int t = 0; t < values.Rows; t++)
        {
            values[t, 5] = 3;
        }

        var found = IterativeParcellation.Fit(new TimeSeries("x", series.Regions, values), Group);
        Assert.Equal(0, found.Labels[5]);
        Assert.True(double.IsNaN(found.Confidence[5]));
    }

    /// <summary>STAGES: networks found in session 1 against the group's, judged on session 2 of the same person.</summary>
    [Fact]
    public void Individual_networks_fit_a_second_session_of_the_same_person()
    {
        string root = SharedData.Require("studies/stages-fep/derivatives/parcellated");
        string[] people = [.. Directory.GetDirectories(root).Where(d => Directory.Exists(Path.Combine(d, "ses-1")) && Directory.Exists(Path.Combine(d, "ses-2"))).Order(StringComparer.Ordinal).Take(6)];
        (TimeSeries First, TimeSeries Second)[] sessions = [.. people.Select(p => (Read(p, "ses-1"), Read(p, "ses-2")))];
        var mean = new Matrix(419, 419);
        foreach (var (first, _) in sessions)
        {
            var r = FunctionalConnectivity.Correlation(first);
            for (int k = 0; k < r.Values.Length; k++)
            {
                mean.Values[k] += double.IsNaN(r.Values[k]) ? 0 : r.Values[k] / sessions.Length;
            }
        }

        int[] group = [.. Louvain.Best(WeightedGraph.FromMatrix(GraphThreshold.Density(mean, 0.1)), 1.5, 10, 1).Labels];
        var iterative = Compare(sessions, group, s => IterativeParcellation.Fit(s, group));
        Matrix[] profiles = [.. sessions.Select(s => HierarchicalNetworks.Profiles(Complete(s.First)))];
        var directions = HierarchicalNetworks.GroupDirections(profiles, group);
        var hierarchical = Compare(sessions, group, s => HierarchicalNetworks.Fit([HierarchicalNetworks.Profiles(Complete(s))], group, directions, null, new()));
        TestContext.Current.TestOutputHelper?.WriteLine($"Wang 2015: gain {iterative.Gain:F4}, Rand own {iterative.Own:F3} other {iterative.Other:F3}; hierarchical: gain {hierarchical.Gain:F4}, own {hierarchical.Own:F3} other {hierarchical.Other:F3}");
        Assert.True(hierarchical.Gain > 0, $"{hierarchical.Gain}");
        Assert.True(iterative.Own > iterative.Other, $"{iterative.Own} against {iterative.Other}");
        Assert.True(hierarchical.Own > hierarchical.Other, $"{hierarchical.Own} against {hierarchical.Other}");
    }

    /// <summary>Networks from session 1: gain in homogeneity of session 2 over the group's, and agreement with session 2 of the same and of another person.</summary>
    private static (double Gain, double Own, double Other) Compare((TimeSeries First, TimeSeries Second)[] sessions, int[] group, Func<TimeSeries, IndividualNetworks> fit)
    {
        IReadOnlyList<int>[] first = [.. sessions.Select(s => fit(s.First).Labels)];
        IReadOnlyList<int>[] second = [.. sessions.Select(s => fit(s.Second).Labels)];
        int n = sessions.Length;
        return (
            Enumerable.Range(0, n).Average(k => NetworkQuality.Homogeneity(sessions[k].Second, first[k]) - NetworkQuality.Homogeneity(sessions[k].Second, group)),
            Enumerable.Range(0, n).Average(k => NetworkQuality.AdjustedRand(first[k], second[k])),
            Enumerable.Range(0, n).Average(k => NetworkQuality.AdjustedRand(first[k], second[(k + 1) % n])));
    }

    /// <summary>Constant or missing regions as faint noise, so that every region has a profile.</summary>
    private static TimeSeries Complete(TimeSeries series)
    {
        var values = series.Values.Clone();
        var random = new Philox(1, 1);
        for (int j = 0; j < values.Columns; j++)
        {
            for (int t = 0; t < values.Rows && series.States[j] != RegionState.Varying; t++)
            {
                values[t, j] = random.NextNormal();
            }
        }

        return new(series.Source, series.Regions, values);
    }

    [Fact]
    public void Adjusted_Rand_is_one_for_equal_and_near_zero_for_unrelated_partitions()
    {
        var random = new Philox(4, 4);
        int[] x = [.. Enumerable.Range(0, 2000).Select(_ => random.NextInt32(5))];
        int[] y = [.. Enumerable.Range(0, 2000).Select(_ => random.NextInt32(5))];
        Assert.Equal(1, NetworkQuality.AdjustedRand(x, [.. x.Select(v => 10 - v)]));
        Assert.InRange(NetworkQuality.AdjustedRand(x, y), -0.01, 0.01);
    }

    private static TimeSeries Read(string person, string session) =>
        TimeSeriesReader.Read(Directory.GetFiles(Path.Combine(person, session, "func"), "*timeseries.tsv.gz").Single(), new() { AllowMissingRegions = true }).Value;

    private static TimeSeries Simulated(ulong seed, int volumes, double noise)
    {
        var random = new Philox(seed, 3);
        int[] truth = Truth;
        var values = new Matrix(volumes, 60);
        double[] network = new double[4];
        for (int t = 0; t < volumes; t++)
        {
            for (int m = 0; m < 4; m++)
            {
                network[m] = random.NextNormal();
            }

            for (int j = 0; j < 60; j++)
            {
                values[t, j] = network[truth[j]] + (noise * random.NextNormal());
            }
        }

        return new("simulated", [.. Enumerable.Range(1, 60).Select(j => $"R{j}")], values);
    }
}
