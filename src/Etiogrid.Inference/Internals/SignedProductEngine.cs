using System.Collections.Concurrent;
using System.Globalization;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// Exact inference beyond enumeration: signed terms for the present symptoms (Heckerman 1989), block elimination for couplings and
/// biomarkers. Says how much the signed terms cancel and refuses when too much.
/// </summary>
internal sealed class SignedProductEngine
{
    private const double LargestCancellation = 1e8;
    private const double SmallestSum = 1e-108;
    private readonly CompiledGrid _grid;
    private readonly GridInferenceOptions _options;
    private readonly BlockVariables _variables;
    private readonly SignedTerms _terms;
    private readonly BlockTree _tree;
    private readonly ConcurrentBag<BlockWorkspace> _pool = [];
    private readonly double[] _states;
    private readonly Matrix _altered;
    private readonly Matrix _causal;
    private double _sum;
    private double _absolute;

    private SignedProductEngine(SignedPlan p, GridInferenceOptions options)
    {
        var (scopes, plan) = (p.Scopes, p.Blocks);
        _grid = scopes.Grid;
        _options = options;
        _variables = scopes.Variables;
        _terms = new SignedTerms(scopes);
        _tree = new BlockTree(scopes, plan, _terms.Lanes);
        _states = new double[_grid.States];
        _altered = new Matrix(_grid.Pathways, _grid.Pathways);
        _causal = new Matrix(_grid.Pathways, _grid.Pathways);
    }

    /// <summary>The posterior; null where the terms cancel too much or the observations are impossible.</summary>
    /// <param name="plan">What to compute.</param>
    /// <param name="exactPairs">False leaves the pairs to short chains around the exact marginals, and says so.</param>
    /// <param name="options">Seed, threads, cancellation.</param>
    public static GridPosterior? Infer(SignedPlan plan, bool exactPairs, GridInferenceOptions options)
    {
        var engine = new SignedProductEngine(plan, options);
        try
        {
            return engine.Run(exactPairs);
        }
        finally
        {
            engine.Return();
        }
    }

    private GridPosterior? Run(bool exactPairs)
    {
        SumStates();
        if (!IsAccurate)
        {
            return null;
        }

        double? pairError = null;
        if (exactPairs)
        {
            SumPairs();
        }
        else
        {
            pairError = SampledPairs.Fill(_grid, [.. Enumerable.Range(0, _grid.States).Select(Probability)], _altered, _causal, _options);
        }

        return Posterior(pairError);
    }

    /// <summary>log evidence and P(state) only, at a fraction of the cost; null as <see cref="Infer"/>.</summary>
    public static (double LogEvidence, IReadOnlyList<IReadOnlyList<double>> States)? Marginals(SignedPlan plan, GridInferenceOptions options)
    {
        var engine = new SignedProductEngine(plan, options);
        try
        {
            engine.SumStates();
            return engine.IsAccurate ? (engine.LogEvidence, engine.StateProbabilities()) : null;
        }
        finally
        {
            engine.Return();
        }
    }

    private double Cancellation => _absolute / Math.Abs(_sum);

    private bool IsAccurate => double.IsFinite(_absolute) && _sum > SmallestSum && Cancellation <= LargestCancellation;

    private double LogEvidence => _grid.LogConstant + _terms.Shift + Elementary.Log(_sum);

    /// <summary>One run a chunk of terms; chunks are added in order.</summary>
    private void SumStates()
    {
        var parts = new double[_terms.Chunks][];
        ForEach(_terms.Chunks, chunk =>
        {
            var work = Rent();
            double[] unary = _terms.Unary(chunk);
            _tree.Up(work, unary);
            _tree.Down(work, unary, null);
            parts[chunk] = Collect(work, _terms.Weights(chunk));
            _pool.Add(work);
        });
        foreach (double[] part in parts)
        {
            for (int s = 0; s < _states.Length; s++)
            {
                _states[s] += part[s];
            }

            _sum += part[^2];
            _absolute += part[^1];
        }
    }

    /// <summary>Signed weights of all states, then their sum and the sum of absolute values.</summary>
    private double[] Collect(BlockWorkspace work, double[] weights)
    {
        double[] sums = new double[_grid.States + 2];
        for (int lane = 0; lane < weights.Length; lane++)
        {
            double z = weights[lane];
            for (int c = 0; c < _tree.Plan.Components; c++)
            {
                z *= work.Partition[(c * _terms.Lanes) + lane];
            }

            sums[^2] += z;
            sums[^1] += Math.Abs(z);
            for (int s = 0; s < _grid.States; s++)
            {
                sums[s] += z * Share(work, s, lane);
            }
        }

        return sums;
    }

    /// <summary>P(state) within its component, for one term.</summary>
    private double Share(BlockWorkspace work, int state, int lane) =>
        work.Marginal[(state * _terms.Lanes) + lane] / work.Partition[(_tree.Plan.ComponentOf[_grid.PathwayOf[state]] * _terms.Lanes) + lane];

    /// <summary>P(i and j): within a component by a run with i held in the chosen states, across components as a product for each term.</summary>
    private void SumPairs()
    {
        int n = _grid.Pathways;
        var altered = new double[_terms.Chunks * n][];
        var causal = new double[_terms.Chunks * n][];
        for (int chunk = 0; chunk < _terms.Chunks; chunk++)
        {
            double[] unary = _terms.Unary(chunk);
            double[] weights = _terms.Weights(chunk);
            var whole = Rent();
            _tree.Up(whole, unary);
            _tree.Down(whole, unary, null);
            int offset = chunk * n;
            ForEach(n, i =>
            {
                var work = Rent();
                altered[offset + i] = PairRow(i, whole, work, unary, weights, s => _grid.Kind[s] != AlterationKind.None);
                causal[offset + i] = PairRow(i, whole, work, unary, weights, s => _grid.Kind[s] == AlterationKind.Causal);
                _pool.Add(work);
            });
            _pool.Add(whole);
        }

        for (int i = 0; i < altered.Length; i++)
        {
            AddRow(_altered, _tree.Plan.PairOrder[i % n], altered[i]);
            AddRow(_causal, _tree.Plan.PairOrder[i % n], causal[i]);
        }

        Complete(_altered, s => _grid.Kind[s] != AlterationKind.None);
        Complete(_causal, s => _grid.Kind[s] == AlterationKind.Causal);
    }

    private double[] PairRow(int i, BlockWorkspace whole, BlockWorkspace work, double[] unary, double[] weights, Func<int, bool> chosen)
    {
        int k = _tree.Plan.PairOrder[i];
        int component = _tree.Plan.ComponentOf[k];
        unary.CopyTo(work.Unary, 0);
        for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
        {
            if (!chosen(s))
            {
                Array.Clear(work.Unary, s * _terms.Lanes, _terms.Lanes);
            }
        }

        int[] later = _tree.Plan.Later(i);
        _tree.Up(work, work.Unary, _tree.Plan.Ancestors([k]), whole);
        _tree.Down(work, work.Unary, _tree.Plan.Ancestors(later));
        int[] wanted = [.. later, .. Enumerable.Range(k + 1, _grid.Pathways - k - 1).Where(j => _tree.Plan.ComponentOf[j] != component)];
        double[] row = new double[_grid.Pathways];
        for (int lane = 0; lane < weights.Length; lane++)
        {
            double z = weights[lane];
            for (int c = 0; c < _tree.Plan.Components; c++)
            {
                z *= (c == component ? work : whole).Partition[(c * _terms.Lanes) + lane];
            }

            foreach (int j in z != 0 ? wanted : [])
            {
                var source = _tree.Plan.ComponentOf[j] == component ? work : whole;
                for (int s = _grid.Offset[j]; s < _grid.Offset[j + 1]; s++)
                {
                    row[j] += chosen(s) ? z * Share(source, s, lane) : 0;
                }
            }
        }

        return row;
    }

    /// <summary>Divides by the evidence, mirrors the upper triangle and fills the diagonal.</summary>
    private void Complete(Matrix m, Func<int, bool> chosen)
    {
        for (int i = 0; i < m.Rows; i++)
        {
            for (int j = i + 1; j < m.Rows; j++)
            {
                m[i, j] = Math.Clamp(m[i, j] / _sum, 0, 1);
                m[j, i] = m[i, j];
            }
        }

        for (int s = 0; s < _grid.States; s++)
        {
            m[_grid.PathwayOf[s], _grid.PathwayOf[s]] += chosen(s) ? Probability(s) : 0;
        }
    }

    // Cancellation can leave a rounding error of either sign around 0; it is bounded by the stated error.
    private double Probability(int state) => Math.Clamp(_states[state] / _sum, 0, 1);

    private IReadOnlyList<IReadOnlyList<double>> StateProbabilities() =>
        _grid.Expand([.. Enumerable.Range(0, _grid.States).Select(Probability)]);

    private GridPosterior Posterior(double? pairError)
    {
        double bound = 1e-15 * Cancellation * _grid.Pathways;
        string statement = string.Create(CultureInfo.InvariantCulture,
            $"Exact: {_terms.Count} signed terms, largest block {_tree.Plan.LargestClique:0} joint states, cancellation {Cancellation:G2}; any probability is within ± {bound:G1}.{SampledPairs.Statement(pairError)}");
        var error = new PosteriorError(bound, statement, bound, Cancellation: Cancellation, PairBound: pairError);
        return new(_grid.Model, LogEvidence, StateProbabilities(), _altered, _causal, TopConfigurations.Find(_grid, LogEvidence, _options), GridEngine.SignedProduct, error);
    }

    private void Return()
    {
        foreach (var work in _pool)
        {
            work.Return();
        }

        _tree.Return();
    }

    private BlockWorkspace Rent() => _pool.TryTake(out var work) ? work : new BlockWorkspace(_variables, _tree);

    private void ForEach(int count, Action<int> action)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount, CancellationToken = _options.Cancellation };
        Parallel.For(0, count, parallel, action);
    }

    /// <summary>Each pair is computed from one of its two sides; the sums stand in the upper triangle.</summary>
    private static void AddRow(Matrix sum, int k, double[] values)
    {
        for (int j = 0; j < values.Length; j++)
        {
            sum[Math.Min(k, j), Math.Max(k, j)] += j == k ? 0 : values[j];
        }
    }
}
