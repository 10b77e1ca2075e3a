using System.Globalization;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// Best-first search with certified bounds (after Henrion 1991, doi 10.1016/B978-1-55860-203-8.50023-6): opens the partial configuration
/// whose weight is least certain until what is not resolved is a small share of the whole. Every probability lies inside its interval
/// whatever was not opened. Suits concentrated posteriors with more pathways or positive symptoms than the exact engines take.
/// </summary>
internal static class BestFirstEngine
{
    private const int Trial = 2000;
    private const double Hopeless = 0.5;

    /// <summary>Bytes that an open node takes.</summary>
    public static double BytesPerNode(CompiledGrid grid) => 3 * (120 + (4.0 * grid.Pathways));

    /// <summary>The posterior with its interval; null when the observations are impossible, a factor is too large, or, if wanted, when the target was missed.</summary>
    public static GridPosterior? Infer(CompiledGrid grid, GridInferenceOptions options, bool onlyIfCertain)
    {
        if (grid.Factors.Any(f => f.Cells > EvidenceFactor.LargestTable))
        {
            return null;
        }

        int[] order = Order(grid);
        var bounds = new SearchBounds(grid, order);
        var search = new Search(grid, bounds, order);
        int opened = 0;
        while (opened < options.LargestNodes && search.Unresolved > options.TargetUnexploredMass && search.Open())
        {
            opened++;
            if ((opened & 127) == 0)
            {
                options.Cancellation.ThrowIfCancellationRequested();
            }

            if (onlyIfCertain && opened == Trial && search.Unresolved > Hopeless)
            {
                return null;
            }
        }

        return search.High <= 0 || (onlyIfCertain && search.Unresolved > options.TargetUnexploredMass) ? null : search.Posterior(opened, options);
    }

    /// <summary>Pathways that interact most first: assigning them makes the rest independent.</summary>
    private static int[] Order(CompiledGrid grid)
    {
        double[] strength = new double[grid.Pathways];
        for (int s = 0; s < grid.States; s++)
        {
            foreach (double x in grid.LogPair.Row(s))
            {
                strength[grid.PathwayOf[s]] += double.IsFinite(x) ? Math.Abs(x) : 1;
            }

            for (int d = 0; d < grid.PositiveLeak.Length; d++)
            {
                strength[grid.PathwayOf[s]] += 1 - grid.Miss[d, s];
            }
        }

        foreach (var factor in grid.Factors)
        {
            foreach (int k in factor.Pathways)
            {
                strength[k] += factor.Range() / factor.Pathways.Length;
            }
        }

        return [.. Enumerable.Range(0, grid.Pathways).OrderByDescending(k => strength[k]).ThenBy(k => k)];
    }

    /// <summary>The open and the finished partial configurations of one search.</summary>
    private sealed class Search
    {
        private readonly CompiledGrid _grid;
        private readonly SearchBounds _bounds;
        private readonly int[] _order;
        private readonly PriorityQueue<Node, (double, int)> _open = new();
        private readonly List<Node> _closed = [];
        private int _made;

        public Search(CompiledGrid grid, SearchBounds bounds, int[] order)
        {
            _grid = grid;
            _bounds = bounds;
            _order = order;
            int[] states = [.. Enumerable.Repeat(-1, grid.Pathways)];
            bounds.Of(states, 0);
            // Bounds are products of many numbers: take out the whole's, so that weights lie around 1.
            bounds.Reference = double.IsFinite(bounds.LogHigh) ? bounds.LogHigh : 0;
            Add(states, 0);
        }

        public double Low { get; private set; }

        public double High { get; private set; }

        public double Unresolved => High > 0 ? (High - Low) / High : 0;

        /// <summary>Opens the least certain node; false when none is left.</summary>
        public bool Open()
        {
            if (!_open.TryDequeue(out var node, out _))
            {
                return false;
            }

            Low -= node.Low;
            High -= node.High;
            int k = _order[node.Depth];
            for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
            {
                int[] states = (int[])node.States.Clone();
                states[k] = s;
                Add(states, node.Depth + 1);
            }

            return true;
        }

        public GridPosterior Posterior(int opened, GridInferenceOptions options)
        {
            double[] low = new double[_grid.States];
            double[] high = new double[_grid.States];
            double totalLow = 0;
            double totalHigh = 0;
            var altered = new Matrix(_grid.Pathways, _grid.Pathways);
            var causal = new Matrix(_grid.Pathways, _grid.Pathways);
            foreach (var node in _closed.Concat(_open.UnorderedItems.Select(i => i.Element)).OrderBy(n => n.Number))
            {
                double[] nodeLow = new double[_grid.States];
                double[] nodeHigh = new double[_grid.States];
                _bounds.Collect(node.States, node.Depth, nodeLow, nodeHigh);
                totalLow += node.Low;
                totalHigh += node.High;
                AddTo(low, nodeLow);
                AddTo(high, nodeHigh);
                AddPairs(node, nodeLow, nodeHigh, altered, causal);
            }

            return Posterior(low, high, totalLow, totalHigh, altered, causal, opened, options);
        }

        private GridPosterior Posterior(double[] low, double[] high, double totalLow, double totalHigh, Matrix altered, Matrix causal, int opened, GridInferenceOptions options)
        {
            var (p, width) = Intervals(low, high);
            double mean = totalLow > 0 ? Math.Sqrt(totalLow * totalHigh) : totalHigh;
            double rounding = 1e-15 * _grid.Pathways;
            double logEvidence = _bounds.Reference + Elementary.Log(mean);
            double logError = totalLow > 0 ? 0.5 * Elementary.Log(totalHigh / totalLow) : double.PositiveInfinity;
            double unresolved = Math.Max(0, (totalHigh - totalLow) / totalHigh);
            foreach (var m in new[] { altered, causal })
            {
                for (int i = 0; i < m.Values.Length; i++)
                {
                    m.Values[i] = Math.Clamp(m.Values[i] / mean, 0, 1);
                }
            }

            string statement = string.Create(CultureInfo.InvariantCulture,
                $"Certified: best-first search opened {opened} partial configurations; at most {unresolved:G2} of the posterior is unresolved; any probability is within ± {width + rounding:G2}.");
            var error = new PosteriorError(width + rounding, statement, logError + rounding, UnexploredMass: unresolved);
            return new(_grid.Model, logEvidence, _grid.Expand(p), altered, causal, Top(logEvidence, options), GridEngine.BestFirst, error);
        }

        /// <summary>Middle and largest half-width of the intervals low / (low + others high) to high / (high + others low).</summary>
        private (double[] Middle, double Width) Intervals(double[] low, double[] high)
        {
            double[] p = new double[_grid.States];
            double width = 0;
            for (int k = 0; k < _grid.Pathways; k++)
            {
                double sum = 0;
                for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
                {
                    double least = Share(low[s], Others(high, k, s));
                    double most = Share(high[s], Others(low, k, s));
                    width = Math.Max(width, most - least);
                    p[s] = 0.5 * (least + most);
                    sum += p[s];
                }

                for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
                {
                    p[s] /= sum;
                }
            }

            // The middles are scaled to sum to 1, which moves them by less than a half-width.
            return (p, width);
        }

        private double Others(double[] x, int k, int except)
        {
            double sum = 0;
            for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
            {
                sum += s == except ? 0 : x[s];
            }

            return sum;
        }

        private static double Share(double own, double others) => own + others > 0 ? own / (own + others) : 0;

        /// <summary>Within a node the open pathways count as independent.</summary>
        private void AddPairs(Node node, double[] low, double[] high, Matrix altered, Matrix causal)
        {
            double mass = 0.5 * (node.Low + node.High);
            double[] a = new double[_grid.Pathways];
            double[] c = new double[_grid.Pathways];
            for (int k = 0; mass > 0 && k < a.Length; k++)
            {
                double total = 0;
                for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
                {
                    double p = low[s] + high[s];
                    total += p;
                    a[k] += _grid.Kind[s] != AlterationKind.None ? p : 0;
                    c[k] += _grid.Kind[s] == AlterationKind.Causal ? p : 0;
                }

                a[k] /= total;
                c[k] /= total;
            }

            AddProducts(altered, a, mass);
            AddProducts(causal, c, mass);
        }

        private static void AddProducts(Matrix m, double[] p, double mass)
        {
            for (int i = 0; mass > 0 && i < p.Length; i++)
            {
                m[i, i] += mass * p[i];
                for (int j = 0; p[i] > 0 && j < i; j++)
                {
                    double value = mass * p[i] * p[j];
                    m[i, j] += value;
                    m[j, i] += value;
                }
            }
        }

        private GridConfiguration[] Top(double logEvidence, GridInferenceOptions options) =>
            double.IsFinite(logEvidence) ? TopConfigurations.Find(_grid, logEvidence, options) : [];

        private void Add(int[] states, int depth)
        {
            var (low, high) = _bounds.Of(states, depth);
            if (!(high > 0))
            {
                return;
            }

            // At a full configuration both bounds are the weight itself up to the order of rounding.
            var node = depth == _order.Length ? new Node(states, depth, high, high, _made++) : new Node(states, depth, Math.Min(low, high), high, _made++);
            Low += node.Low;
            High += node.High;
            if (depth == _order.Length)
            {
                _closed.Add(node);
            }
            else
            {
                _open.Enqueue(node, (node.Low - node.High, node.Number));
            }
        }

        private static void AddTo(double[] sum, double[] x)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += x[i];
            }
        }
    }

    /// <summary>A partial configuration: states by pathway (-1 = open), how many of the order are assigned, and the bounds of its weight.</summary>
    private sealed record Node(int[] States, int Depth, double Low, double High, int Number);
}
