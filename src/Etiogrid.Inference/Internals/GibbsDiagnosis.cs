using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>How good the chains are: effective sample size and standard error by batch means, R-hat between chains (Gelman and Rubin 1992, doi 10.1214/ss/1177011136).</summary>
/// <param name="SmallestSampleSize">Smallest over pathways of p(1-p) / Var(mean): how many independent draws would be as good.</param>
/// <param name="LargestRHat">Largest over pathways.</param>
/// <param name="LargestError">Two standard errors of the worst P(altered).</param>
/// <param name="LogEvidence">Stepping-stone estimate over all chains.</param>
/// <param name="LogEvidenceError">Two standard errors of it, from the spread of the chains.</param>
internal sealed record GibbsDiagnosis(double SmallestSampleSize, double LargestRHat, double LargestError, double LogEvidence, double LogEvidenceError)
{
    // An indicator that hardly varies has a mean known to this accuracy anyway; its sample size says nothing.
    private const double NegligibleError = 1e-4;

    public static GibbsDiagnosis Of(CompiledGrid grid, GibbsChain[] chains)
    {
        double smallest = double.PositiveInfinity;
        double largestRHat = 1;
        double largestError = 0;
        for (int k = 0; k < grid.Pathways; k++)
        {
            var (size, rHat, error) = OfPathway(chains, k);
            bool negligible = error < NegligibleError;
            smallest = negligible ? smallest : Math.Min(smallest, size);
            largestRHat = negligible ? largestRHat : Math.Max(largestRHat, rHat);
            largestError = Math.Max(largestError, error);
        }

        smallest = Math.Min(smallest, chains.Sum(c => c.Sums.Sweeps));
        var (evidence, evidenceError) = Evidence(chains);
        return new(smallest, largestRHat, largestError, evidence, evidenceError);
    }

    private static (double Size, double RHat, double Error) OfPathway(GibbsChain[] chains, int k)
    {
        double sweeps = chains[0].Sums.Sweeps;
        double[] means = [.. chains.Select(c => c.Sums.PairAltered[k, k] / sweeps)];
        double mean = means.Average();
        double within = chains.Average(c => (c.Sums.Squares[k] / sweeps) - Square(c.Sums.PairAltered[k, k] / sweeps));
        double between = means.Sum(m => Square(m - mean)) / (means.Length - 1);
        double rHat = within > 0 ? Math.Sqrt(((sweeps - 1) / sweeps) + (between / within)) : 1;
        double[] batches = [.. chains.SelectMany(c => c.Sums.Batches.Select(b => b[k]))];
        double variance = batches.Sum(b => Square(b - mean)) / ((batches.Length - 1.0) * batches.Length);
        double size = variance > 0 ? mean * (1 - mean) / variance : double.PositiveInfinity;
        return (size, rHat, 2 * Math.Sqrt(variance));
    }

    private static (double Mean, double Error) Evidence(GibbsChain[] chains)
    {
        double pooled = 0;
        for (int r = 0; r < chains[0].SteppingStones.Length; r++)
        {
            pooled += Logit.LogSumExp([.. chains.Select(c => c.SteppingStones[r])]) - Elementary.Log(chains.Sum(c => c.Stones));
        }

        double[] each = [.. chains.Select(c => c.SteppingStones.Sum(s => s - Elementary.Log(c.Stones)))];
        double spread = Math.Sqrt(each.Sum(e => Square(e - pooled)) / ((each.Length - 1.0) * each.Length));
        return (pooled, 2 * spread);
    }

    private static double Square(double x) => x * x;
}
