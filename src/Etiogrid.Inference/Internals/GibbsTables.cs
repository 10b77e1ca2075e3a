using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>Arrays that all replicas of a model share.</summary>
internal sealed class GibbsTables
{
    public GibbsTables(CompiledGrid grid)
    {
        Grid = grid;
        LogLikelihood = new double[grid.States];
        Prior = new double[grid.States];
        HasField = new bool[grid.States];
        LoadsOnSymptoms = new bool[grid.States];
        FactorsOf = [.. Enumerable.Range(0, grid.Pathways).Select(k => Enumerable.Range(0, grid.Factors.Count).Where(f => grid.Factors[f].Pathways.Contains(k)).ToArray())];
        SymptomStride = grid.PositiveLeak.Length;
        MissByState = new double[grid.States * SymptomStride];
        for (int s = 0; s < grid.States; s++)
        {
            LogLikelihood[s] = grid.LogUnary[s] - grid.LogPriorUnary[s];
            Prior[s] = Elementary.Exp(grid.LogPriorUnary[s]);
            HasField[s] = grid.LogGaussianPair.Row(s).ContainsAnyExcept(0.0);
            for (int d = 0; d < SymptomStride; d++)
            {
                MissByState[(s * SymptomStride) + d] = grid.Miss[d, s];
                LoadsOnSymptoms[s] |= grid.Miss[d, s] != 1;
            }
        }
    }

    public CompiledGrid Grid { get; }

    /// <summary>Likelihood part of the unary factor of each state.</summary>
    public double[] LogLikelihood { get; }

    /// <summary>Prior part of the unary factor of each state.</summary>
    public double[] Prior { get; }

    /// <summary>True for states that share a biomarker with another pathway.</summary>
    public bool[] HasField { get; }

    /// <summary>True for states linked to a present symptom.</summary>
    public bool[] LoadsOnSymptoms { get; }

    /// <summary>By pathway: the factors that its state enters.</summary>
    public int[][] FactorsOf { get; }

    /// <summary>Present symptoms.</summary>
    public int SymptomStride { get; }

    /// <summary>States x present symptoms: 1 - lambda.</summary>
    public double[] MissByState { get; }
}
