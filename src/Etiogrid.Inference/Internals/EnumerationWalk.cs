using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>Walks one part of the prefix tree. Lane operations are element-wise only, so vector width changes no bit.</summary>
internal sealed class EnumerationWalk
{
    private const int CheckedLevels = 8;
    private readonly EnumerationTables _t;
    private readonly CompiledGrid _grid;
    private readonly EnumerationSums _sums;
    private readonly double _reference;
    private readonly int _fixedDepth;
    private readonly int[] _path;
    private readonly double[][] _across;
    private readonly double[][] _below;
    private readonly double[][] _miss;
    private readonly double[] _weights;
    private readonly double[] _scaledMiss;
    private readonly CancellationToken _cancellation;

    public EnumerationWalk(EnumerationTables tables, int[] fixedPath, double reference, int top, CancellationToken cancellation)
    {
        _t = tables;
        _grid = tables.Grid;
        _reference = reference;
        _cancellation = cancellation;
        _fixedDepth = fixedPath.Length;
        int depth = tables.PrefixCount;
        _path = new int[depth];
        fixedPath.CopyTo(_path, 0);
        _across = Vectors(depth + 1, tables.Padded);
        _below = Vectors(depth + 1, tables.Padded);
        _miss = Vectors(depth + 1, _grid.PositiveLeak.Length);
        _weights = new double[tables.Padded];
        _scaledMiss = new double[_grid.PositiveLeak.Length];
        _sums = new EnumerationSums(_grid.Offset[depth], tables.Padded, top);
    }

    public EnumerationSums Run()
    {
        Array.Fill(_across[0], _t.UseLogarithms ? 0 : 1);
        _grid.PositiveLeak.CopyTo(_miss[0], 0);
        Visit(0, _t.UseLogarithms ? 0 : 1);
        _below[0].CopyTo(_sums.Total, 0);
        return _sums;
    }

    private static double[][] Vectors(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];

    private void Visit(int depth, double weight)
    {
        if (depth == _t.PrefixCount)
        {
            Leaf(weight);
            return;
        }

        if (depth < _fixedDepth)
        {
            Branch(depth, _path[depth], weight);
            return;
        }

        // Some levels above the leaves: often enough to stop at once, too rarely to be felt.
        if (depth == _fixedDepth || depth == _t.PrefixCount - CheckedLevels)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        for (int s = _grid.Offset[depth]; s < _grid.Offset[depth + 1]; s++)
        {
            _path[depth] = s;
            Branch(depth, s, weight);
        }
    }

    private void Branch(int depth, int state, double weight)
    {
        double next = Extend(depth, state, weight);
        if (next == (_t.UseLogarithms ? double.NegativeInfinity : 0))
        {
            return;
        }

        Combine(_across[depth], _t.Across[state], _across[depth + 1], _t.UseLogarithms);
        for (int d = 0; d < _scaledMiss.Length; d++)
        {
            _miss[depth + 1][d] = _miss[depth][d] * _grid.Miss[d, state];
        }

        Array.Clear(_below[depth + 1]);
        Visit(depth + 1, next);
        Collect(depth, state);
    }

    private double Extend(int depth, int state, double weight)
    {
        int row = state * _grid.States;
        if (_t.UseLogarithms)
        {
            double sum = weight + _t.Unary[state];
            for (int i = 0; i < depth; i++)
            {
                sum += _t.Pair[row + _path[i]];
            }

            return sum;
        }

        double product = weight * _t.Unary[state];
        for (int i = 0; i < depth; i++)
        {
            product *= _t.Pair[row + _path[i]];
        }

        return product;
    }

    /// <summary>Adds the subtree below a node to its state, to its parent and to its pairs with the states above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int depth, int state)
    {
        var below = _below[depth + 1].AsSpan();
        AddTo(_below[depth], below);
        AddTo(_sums.ByState.AsSpan(state * _t.Padded, _t.Padded), below);
        double total = LaneSum(below);
        int width = _grid.Offset[_t.PrefixCount];
        for (int i = 0; i < depth; i++)
        {
            _sums.Pair[(state * width) + _path[i]] += total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Leaf(double weight)
    {
        int depth = _t.PrefixCount;
        if (_t.UseLogarithms)
        {
            for (int b = 0; b < _t.Padded; b++)
            {
                _weights[b] = _across[depth][b] + _t.Static[b];
            }

            ApplyFactors();
            for (int b = 0; b < _t.Padded; b++)
            {
                _weights[b] = Elementary.Exp(weight + _weights[b] - _reference);
            }
        }
        else
        {
            Combine(_across[depth], _t.Static, _weights, false);
            Scale(_weights, weight);
            ApplyFactors();
        }

        for (int d = 0; d < _scaledMiss.Length; d++)
        {
            TimesOneMinus(_weights, _t.Miss[d], _miss[depth][d]);
        }

        foreach (var responder in _t.BlockResponders)
        {
            TimesBlockCompensation(responder);
        }

        for (int k = 0; k < depth; k++)
        {
            if (_grid.HasParents(_path[k]))
            {
                TimesPrefixCompensation(k, _path[k]);
            }
        }

        AddTo(_below[depth], _weights);
        OfferTop();
    }

    /// <summary>Multiplies the tables in, or adds their logarithms.</summary>
    private void ApplyFactors()
    {
        foreach (var factor in _t.Factors)
        {
            int row = 0;
            foreach (var (pathway, stride, first) in factor.Prefix)
            {
                row += stride * (_path[pathway] - first);
            }

            for (int b = 0; b < _weights.Length; b++)
            {
                double value = factor.Table[row + factor.Place[b]];
                _weights[b] = _t.UseLogarithms ? _weights[b] + value : _weights[b] * value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TimesBlockCompensation(EnumerationTables.BlockResponder r)
    {
        var (q0, q1) = PrefixProducts(r.Pathway);
        var a = Vector256.Create(q0);
        var b = Vector256.Create(q1);
        var ab = Vector256.Create(q0 * q1);
        for (int i = 0; i < _weights.Length; i += 4)
        {
            var factor = Load(r.Constant, i) + (a * Load(r.First, i)) + (b * Load(r.Second, i)) + (ab * Load(r.Product, i));
            Store(_weights, i, Load(_weights, i) * factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TimesPrefixCompensation(int pathway, int state)
    {
        var p = _grid.Model.Pathways[pathway];
        var (q0, q1) = PrefixProducts(pathway);
        int d = _grid.Direction[state];
        var own = d == 0 ? _t.Towards0[pathway] : _t.Towards1[pathway];
        var other = d == 0 ? _t.Towards1[pathway] : _t.Towards0[pathway];
        var qOwn = Vector256.Create(d == 0 ? q0 : q1);
        var qOther = Vector256.Create(d == 0 ? q1 : q0);
        var spontaneous = Vector256.Create(p.SpontaneousChange * p.DirectionWeights[d]);
        var half = Vector256.Create(0.5 * (1 - p.SpontaneousChange));
        for (int i = 0; i < _weights.Length; i += 4)
        {
            var x = own is null ? qOwn : qOwn * Load(own, i);
            var y = other is null ? qOther : qOther * Load(other, i);
            var factor = spontaneous + (half * (Vector256<double>.One - x) * (Vector256<double>.One + y));
            Store(_weights, i, Load(_weights, i) * factor);
        }
    }

    private (double Towards0, double Towards1) PrefixProducts(int responder)
    {
        double q0 = 1;
        double q1 = 1;
        foreach (var (state, direction, miss) in _t.PrefixParents[responder])
        {
            if (_path[_grid.PathwayOf[state]] == state)
            {
                q0 *= direction == 0 ? miss : 1;
                q1 *= direction == 1 ? miss : 1;
            }
        }

        return (q0, q1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OfferTop()
    {
        var threshold = Vector256.Create(_sums.Threshold);
        for (int i = 0; i < _weights.Length; i += 4)
        {
            if (!Vector256.GreaterThanAny(Load(_weights, i), threshold))
            {
                continue;
            }

            for (int b = i; b < Math.Min(i + 4, _t.BlockSize); b++)
            {
                if (_weights[b] > _sums.Threshold)
                {
                    _sums.Offer(_weights[b], [.. _path, .. _t.BlockStates[b]]);
                }
            }

            threshold = Vector256.Create(_sums.Threshold);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(double[] x, double[] y, double[] result, bool add)
    {
        for (int i = 0; i < result.Length; i += 4)
        {
            Store(result, i, add ? Load(x, i) + Load(y, i) : Load(x, i) * Load(y, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(double[] x, double factor)
    {
        var f = Vector256.Create(factor);
        for (int i = 0; i < x.Length; i += 4)
        {
            Store(x, i, Load(x, i) * f);
        }
    }

    /// <summary>x *= 1 - q y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TimesOneMinus(double[] x, double[] y, double q)
    {
        var f = Vector256.Create(q);
        for (int i = 0; i < x.Length; i += 4)
        {
            Store(x, i, Load(x, i) * (Vector256<double>.One - (f * Load(y, i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(Span<double> sum, ReadOnlySpan<double> x)
    {
        for (int i = 0; i < sum.Length; i += 4)
        {
            (Vector256.Create(sum[i..]) + Vector256.Create(x[i..])).CopyTo(sum[i..]);
        }
    }

    /// <summary>Four lane sums, then their sum: the shape depends on the length only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double LaneSum(ReadOnlySpan<double> x)
    {
        var sum = Vector256<double>.Zero;
        for (int i = 0; i < x.Length; i += 4)
        {
            sum += Vector256.Create(x[i..]);
        }

        return sum[0] + sum[1] + (sum[2] + sum[3]);
    }

    private static Vector256<double> Load(double[] x, int i) => Vector256.LoadUnsafe(ref x[i]);

    private static void Store(double[] x, int i, Vector256<double> value) => value.StoreUnsafe(ref x[i]);
}
