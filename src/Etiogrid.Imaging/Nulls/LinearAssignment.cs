using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Least-cost one-to-one assignment by shortest augmenting paths with dual prices (Jonker and Volgenant 1987, doi 10.1007/BF02278710).
/// </summary>
public static class LinearAssignment
{
    /// <summary>For each row its column; the sum of the chosen costs is least. O(n³).</summary>
    /// <exception cref="ArgumentException">Not square.</exception>
    public static int[] Solve(Matrix cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        if (cost.Rows != cost.Columns)
        {
            throw new ArgumentException($"The cost matrix must be square; found {cost.Rows} x {cost.Columns}.", nameof(cost));
        }

        int n = cost.Rows;
        var state = new Search(n);
        state.ReduceColumns(cost);
        state.ReduceRows(cost);
        for (int row = 0; row < n; row++)
        {
            if (state.ColumnOfRow[row] < 0)
            {
                state.Augment(cost, row);
            }
        }

        return state.ColumnOfRow;
    }

    private sealed class Search(int n)
    {
        private readonly double[] _rowPrice = new double[n];
        private readonly double[] _columnPrice = new double[n];
        private readonly double[] _distance = new double[n];
        private readonly double[] _open = new double[n];
        private readonly double[] _searchPrice = new double[n];
        private readonly double[] _predecessor = new double[n];
        private readonly bool[] _done = new bool[n];
        private readonly int[] _rowOfColumn = Filled(n);

        public int[] ColumnOfRow { get; } = Filled(n);

        /// <summary>Each column's price is its least cost; its row takes it when still free. All reduced costs stay at least 0.</summary>
        public void ReduceColumns(Matrix cost)
        {
            int[] least = new int[_columnPrice.Length];
            cost.Row(0).CopyTo(_columnPrice);
            for (int i = 1; i < _columnPrice.Length; i++)
            {
                var row = cost.Row(i);
                for (int j = 0; j < row.Length; j++)
                {
                    if (row[j] < _columnPrice[j])
                    {
                        (_columnPrice[j], least[j]) = (row[j], i);
                    }
                }
            }

            for (int j = _columnPrice.Length - 1; j >= 0; j--)
            {
                if (ColumnOfRow[least[j]] < 0)
                {
                    (ColumnOfRow[least[j]], _rowOfColumn[j]) = (j, least[j]);
                }
            }
        }

        /// <summary>
        /// Augmenting row reduction: a free row takes its cheapest column, whose price falls until the row's second choice is as good;
        /// a row that loses its column goes next. It resolves most rows without a search.
        /// </summary>
        public void ReduceRows(Matrix cost)
        {
            var free = new Queue<int>(Enumerable.Range(0, cost.Rows).Where(i => ColumnOfRow[i] < 0));
            for (int budget = 4 * cost.Rows; budget > 0 && free.TryDequeue(out int row); budget--)
            {
                var (first, least, second) = TwoCheapest(cost.Row(row));
                int owner = _rowOfColumn[first];
                _rowPrice[row] = least;
                if (second > least)
                {
                    _rowPrice[row] = second;
                    _columnPrice[first] -= second - least;
                }
                else if (owner >= 0)
                {
                    // A tie with an owned column: left to the search, which cannot cycle.
                    continue;
                }

                (ColumnOfRow[row], _rowOfColumn[first]) = (first, row);
                if (owner >= 0)
                {
                    ColumnOfRow[owner] = -1;
                    free.Enqueue(owner);
                }
            }
        }

        private (int First, double Least, double Second) TwoCheapest(ReadOnlySpan<double> costs)
        {
            var (first, least, second) = VectorScan.TwoLeast(costs, _columnPrice);
            return (first, least, double.IsPositiveInfinity(second) ? least : second);
        }

        public void Augment(Matrix cost, int start)
        {
            Array.Fill(_open, double.PositiveInfinity);
            Array.Clear(_done);
            _columnPrice.CopyTo(_searchPrice, 0);
            double shortest = 0;
            int row = start;
            int sink = -1;
            while (sink < 0)
            {
                // A settled column's price of -infinity and distance of infinity keep it out of every later scan.
                int column = VectorScan.Relax(cost.Row(row), shortest - _rowPrice[row], _searchPrice, _open, _predecessor, row);
                shortest = _open[column];
                _distance[column] = shortest;
                _done[column] = true;
                _open[column] = double.PositiveInfinity;
                _searchPrice[column] = double.NegativeInfinity;
                if (_rowOfColumn[column] < 0)
                {
                    sink = column;
                }
                else
                {
                    row = _rowOfColumn[column];
                }
            }

            UpdatePrices(start, shortest);
            Flip(start, sink);
        }

        private static int[] Filled(int n)
        {
            int[] values = new int[n];
            Array.Fill(values, -1);
            return values;
        }

        private void UpdatePrices(int start, double shortest)
        {
            _rowPrice[start] += shortest;
            for (int j = 0; j < _done.Length; j++)
            {
                if (_done[j])
                {
                    double slack = shortest - _distance[j];
                    _columnPrice[j] -= slack;
                    if (_rowOfColumn[j] >= 0)
                    {
                        _rowPrice[_rowOfColumn[j]] += slack;
                    }
                }
            }
        }

        private void Flip(int start, int sink)
        {
            int column = sink;
            while (true)
            {
                int row = (int)_predecessor[column];
                _rowOfColumn[column] = row;
                (ColumnOfRow[row], column) = (column, ColumnOfRow[row]);
                if (row == start)
                {
                    return;
                }
            }
        }
    }
}
