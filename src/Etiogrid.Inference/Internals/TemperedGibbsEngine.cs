using System.Globalization;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>Four parallel-tempered chains; stops at the wanted effective sample size and R-hat, or at the budget, and says which.</summary>
internal static class TemperedGibbsEngine
{
    private const int Chains = 4;
    private const int BurnIn = 100;
    private const int Round = 250;
    private const int BatchLength = 25;
    private const int Thinning = 3;
    private const double TargetRHat = 1.01;

    /// <summary>The posterior, or null when no chain found a configuration that can produce the observations.</summary>
    public static GridPosterior? Infer(CompiledGrid grid, GridInferenceOptions options)
    {
        var tables = new GibbsTables(grid);
        var chains = new GibbsChain[Chains];
        ForEach(options, c =>
        {
            chains[c] = new GibbsChain(tables, Philox.For(options.Seed, options.Participant, $"gibbs-{c}"), BatchLength, options.TopCount);
            chains[c].Run(BurnIn, false, options.Cancellation);
        });

        int sweeps = 0;
        GibbsDiagnosis diagnosis;
        do
        {
            ForEach(options, c => chains[c].Run(Round, true, options.Cancellation));
            sweeps += Round;
            diagnosis = GibbsDiagnosis.Of(grid, chains);
        }
        while (sweeps < options.LargestSweeps && (diagnosis.SmallestSampleSize < options.TargetEffectiveSamples || diagnosis.LargestRHat > TargetRHat));
        return double.IsFinite(diagnosis.LogEvidence) ? Posterior(grid, chains, diagnosis) : null;
    }

    /// <summary>Draws, the chains taking turns, every <see cref="Thinning"/>th sweep; null when no chain found a possible configuration.</summary>
    public static ConfigurationDraws? Draw(CompiledGrid grid, int count, GridInferenceOptions options)
    {
        var tables = new GibbsTables(grid);
        var kept = new List<int[]>[Chains];
        ForEach(options, c =>
        {
            var chain = new GibbsChain(tables, Philox.For(options.Seed, options.Participant, $"draw-{c}"), BatchLength, 1);
            chain.Run(BurnIn, false, options.Cancellation);
            kept[c] = [];
            while (kept[c].Count < (count + Chains - 1) / Chains)
            {
                chain.Run(Thinning, false, options.Cancellation);
                kept[c].Add(chain.IsPossible ? [.. grid.Expand(chain.Current)] : []);
            }
        });
        int[][] draws = [.. Enumerable.Range(0, count).Select(i => kept[i % Chains][i / Chains])];
        return Array.Exists(draws, d => d.Length == 0) ? null : new(draws);
    }

    private static void ForEach(GridInferenceOptions options, Action<int> action)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = options.Cancellation };
        Parallel.For(0, Chains, parallel, action);
    }

    private static GridPosterior Posterior(CompiledGrid grid, GibbsChain[] chains, GibbsDiagnosis d)
    {
        long sweeps = chains.Sum(c => c.Sums.Sweeps);
        double[] marginals = new double[grid.States];
        var altered = new Matrix(grid.Pathways, grid.Pathways);
        var causal = new Matrix(grid.Pathways, grid.Pathways);
        foreach (var chain in chains)
        {
            Add(marginals, chain.Sums.ByState, sweeps);
            Add(altered.Values, chain.Sums.PairAltered.Values, sweeps);
            Add(causal.Values, chain.Sums.PairCausal.Values, sweeps);
        }

        Symmetrise(altered);
        Symmetrise(causal);
        return new(grid.Model, d.LogEvidence, grid.Expand(marginals), altered, causal, Top(grid, chains, d.LogEvidence), GridEngine.TemperedGibbs, Error(d, sweeps));
    }

    private static PosteriorError Error(GibbsDiagnosis d, long sweeps)
    {
        string verdict = d.LargestRHat <= TargetRHat ? "" : " The chains did not agree; treat as provisional.";
        string statement = string.Create(CultureInfo.InvariantCulture,
            $"Sampled: {Chains} tempered Gibbs chains, {sweeps} sweeps, effective sample size {d.SmallestSampleSize:0}, R-hat {d.LargestRHat:0.000}; any probability is within ± {d.LargestError:0.0000} (two standard errors).{verdict}");
        return new(d.LargestError, statement, d.LogEvidenceError, EffectiveSampleSize: d.SmallestSampleSize, RHat: d.LargestRHat);
    }

    private static GridConfiguration[] Top(CompiledGrid grid, GibbsChain[] chains, double logEvidence)
    {
        var seen = new HashSet<string>();
        return
        [
            .. chains.SelectMany(c => c.Top)
                .OrderByDescending(t => t.LogJoint)
                .Where(t => seen.Add(string.Join(',', t.States)))
                .Take(chains[0].Top.Count)
                .Select(t => new GridConfiguration(Math.Min(1, Elementary.Exp(t.LogJoint - logEvidence)), grid.Expand(t.States))),
        ];
    }

    private static void Add(double[] sum, double[] values, long sweeps)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += values[i] / sweeps;
        }
    }

    private static void Symmetrise(Matrix m)
    {
        for (int i = 0; i < m.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                m[i, j] = 0.5 * (m[i, j] + m[j, i]);
                m[j, i] = m[i, j];
            }
        }
    }
}
