namespace Etiogrid.Inference.Tests;

internal static class EngineAssert
{
    /// <summary>Every number of a posterior against the brute force oracle.</summary>
    public static void Matches(BruteForce expected, GridPosterior actual, double tolerance)
    {
        NumericAssert.Close(expected.LogEvidence, actual.LogEvidence, tolerance, tolerance, "log evidence");
        int n = actual.Model.Pathways.Count;
        for (int k = 0; k < n; k++)
        {
            NumericAssert.AllClose(expected.States[k], [.. actual.StateProbabilities[k]], 0, tolerance, $"states of {k}");
            for (int j = 0; j < n; j++)
            {
                NumericAssert.Close(expected.PairAltered[k, j], actual.PairAltered[k, j], 0, tolerance, $"altered {k},{j}");
                NumericAssert.Close(expected.PairCausal[k, j], actual.PairCausal[k, j], 0, tolerance, $"causal {k},{j}");
            }
        }
    }

    /// <summary>The most probable configurations and their probabilities.</summary>
    public static void TopMatches(BruteForce expected, GridPosterior actual, double tolerance)
    {
        var best = expected.Configurations.OrderByDescending(c => c.Probability).Take(actual.Top.Count).ToArray();
        for (int i = 0; i < best.Length; i++)
        {
            NumericAssert.Close(best[i].Probability, actual.Top[i].Probability, 0, tolerance, $"top {i}");
            Assert.Equal(best[i].States, actual.Top[i].States);
        }
    }
}
