using System.Numerics;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>The 2^p signed terms of the expanded symptoms, in chunks of lanes: their weights and unary factors.</summary>
internal sealed class SignedTerms
{
    private const int LargestLanes = 16;
    private readonly CompiledGrid _grid;
    private readonly int _states;
    private readonly int[] _symptoms;
    private readonly double _constant;
    private readonly double[] _base;

    public SignedTerms(FactorScopes scopes)
    {
        var grid = scopes.Grid;
        _grid = grid;
        _states = scopes.Variables.States;
        _constant = scopes.Constant;
        _symptoms = [.. scopes.Expanded];
        Count = 1 << _symptoms.Length;
        Lanes = Math.Min(LargestLanes, (Count + 3) & ~3);
        Chunks = (Count + Lanes - 1) / Lanes;
        _base = new double[grid.States];
        for (int k = 0; k < grid.Pathways; k++)
        {
            double shift = grid.LogUnary[grid.Offset[k]..grid.Offset[k + 1]].Max();
            Shift += shift;
            for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
            {
                _base[s] = Elementary.Exp(grid.LogUnary[s] - shift);
            }
        }
    }

    /// <summary>Number of terms.</summary>
    public int Count { get; }

    public int Chunks { get; }

    /// <summary>Terms side by side: few for models with few terms, whose tables are then smaller.</summary>
    public int Lanes { get; }

    /// <summary>Logarithm taken out of the unary factors.</summary>
    public double Shift { get; }

    /// <summary>Signed weight of each lane of a chunk; 0 for padding.</summary>
    public double[] Weights(int chunk)
    {
        double[] weights = new double[Lanes];
        for (int lane = 0; lane < weights.Length; lane++)
        {
            int term = (chunk * Lanes) + lane;
            weights[lane] = term >= Count ? 0 : Leaks(term) * ((BitOperations.PopCount((uint)term) & 1) == 0 ? 1 : -1);
        }

        return weights;
    }

    /// <summary>States x lanes; classes of states have no unary factor.</summary>
    public double[] Unary(int chunk)
    {
        double[] unary = new double[_states * Lanes];
        unary.AsSpan(_grid.States * Lanes).Fill(1);
        for (int s = 0; s < _grid.States; s++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                double value = _base[s];
                int term = (chunk * Lanes) + lane;
                for (int i = 0; i < _symptoms.Length; i++)
                {
                    value *= (term >> i & 1) == 1 ? _grid.Miss[_symptoms[i], s] : 1;
                }

                unary[(s * Lanes) + lane] = value;
            }
        }

        return unary;
    }

    private double Leaks(int term)
    {
        double product = _constant;
        for (int i = 0; i < _symptoms.Length; i++)
        {
            product *= (term >> i & 1) == 1 ? _grid.PositiveLeak[_symptoms[i]] : 1;
        }

        return product;
    }
}
