using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// A model with its observations as dense arrays over the states that are possible at all. The joint probability is
/// <code>
/// exp(LogConstant + sum_k LogUnary[s_k] + sum_{k&lt;j} LogPair[s_k, s_j]) x prod_{d positive} (1 - q_d) x prod_{k compensatory} C_k
/// q_d = PositiveLeak[d] prod_{k} Miss[d, s_k]
/// C_k = rho0 w_d + (1 - rho0) (1 - Q_d)(1 + Q_d') / 2,   Q_d = prod over causal j that push k to d of (1 - kappa)
/// </code>
/// (d the direction of the state, d' the other one, Q_d' = 1 where there is none). A responder pushed both ways goes either
/// way with a fair coin for which push acts first; the total chance of a change is then exactly 1 - (1-rho0) Q_d Q_d'.
/// </summary>
internal sealed class CompiledGrid
{
    private CompiledGrid(GridModel model, int[] offset, int[] pathwayOf, int[] fullState)
    {
        Model = model;
        Offset = offset;
        PathwayOf = pathwayOf;
        FullState = fullState;
        int total = pathwayOf.Length;
        LogUnary = new double[total];
        LogPair = new Matrix(total, total);
        Kind = [.. Enumerable.Range(0, total).Select(s => model.Pathways[pathwayOf[s]].KindOf(fullState[s]))];
        Direction = [.. Enumerable.Range(0, total).Select(s => model.Pathways[pathwayOf[s]].DirectionOf(fullState[s]))];
    }

    public GridModel Model { get; }

    /// <summary>Number of pathways.</summary>
    public int Pathways => Model.Pathways.Count;

    /// <summary>Number of possible states of all pathways together.</summary>
    public int States => PathwayOf.Length;

    /// <summary>Index of the first state of each pathway; one more entry for the end.</summary>
    public int[] Offset { get; }

    public int[] PathwayOf { get; }

    /// <summary>State index within <see cref="GridPathway"/>.</summary>
    public int[] FullState { get; }

    public AlterationKind[] Kind { get; }

    public int[] Direction { get; }

    public double LogConstant { get; private set; }

    public double[] LogUnary { get; }

    /// <summary>The part of <see cref="LogUnary"/> that is prior; the rest is likelihood.</summary>
    public double[] LogPriorUnary { get; private set; } = [];

    /// <summary>States x states, symmetric; zero within a pathway: couplings and biomarkers.</summary>
    public Matrix LogPair { get; }

    /// <summary>The part of <see cref="LogPair"/> that comes from biomarkers and continuous symptoms; zero for state none.</summary>
    public Matrix LogGaussianPair { get; private set; } = new(0, 0);

    /// <summary>The pathways that each pathway can change by a coupling.</summary>
    public int[][] Children { get; private set; } = [];

    /// <summary>1 - leak of each symptom that is present.</summary>
    public double[] PositiveLeak { get; private set; } = [];

    /// <summary>Present symptoms x states: 1 - lambda, 1 for states without a link.</summary>
    public Matrix Miss { get; private set; } = new(0, 0);

    /// <summary>Couplings into each pathway that matter: (causal state index, responder direction, 1 - kappa).</summary>
    public (int State, int Direction, double Miss)[][] Parents { get; private set; } = [];

    /// <summary>Observations whose likelihood is no product of pairs.</summary>
    public List<EvidenceFactor> Factors { get; } = [];

    /// <summary>Number of joint states.</summary>
    public double Configurations
    {
        get
        {
            double product = 1;
            for (int k = 0; k < Pathways; k++)
            {
                product *= Count(k);
            }

            return product;
        }
    }

    public int Count(int pathway) => Offset[pathway + 1] - Offset[pathway];

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="keep">Pathway, state: false leaves the state out; null keeps all that are possible.</param>
    public static CompiledGrid Compile(GridModel model, Func<int, int, bool>? keep = null)
    {
        var (offset, pathwayOf, fullState) = PossibleStates.Of(model, keep);
        var grid = new CompiledGrid(model, offset, pathwayOf, fullState);
        grid.AddPrior();
        grid.AddCouplings();
        var couplings = grid.LogPair.Clone();
        grid.LogPriorUnary = (double[])grid.LogUnary.Clone();
        var observations = ObservationTerms.AddTo(grid);
        grid.LogConstant = observations.LogConstant;
        grid.PositiveLeak = observations.PositiveLeak;
        grid.Miss = observations.Miss;
        grid.AddFactors();
        grid.LogGaussianPair = new Matrix(grid.States, grid.States);
        for (int i = 0; i < couplings.Values.Length; i++)
        {
            grid.LogGaussianPair.Values[i] = double.IsFinite(couplings.Values[i]) ? grid.LogPair.Values[i] - couplings.Values[i] : 0;
        }

        return grid;
    }

    /// <summary>The factor C_k of a compensatory state for given products Q of the couplings towards direction 0 and 1.</summary>
    public double CompensationFactor(int state, double towards0, double towards1)
    {
        var p = Model.Pathways[PathwayOf[state]];
        int d = Direction[state];
        double own = d == 0 ? towards0 : towards1;
        double other = d == 0 ? towards1 : towards0;
        double rho = p.SpontaneousChange;
        return (rho * p.DirectionWeights[d]) + ((1 - rho) * 0.5 * (1 - own) * (1 + other));
    }

    /// <summary>The log joint probability of one configuration (state indices, one a pathway): the scalar reference of every engine.</summary>
    public double LogJoint(ReadOnlySpan<int> states)
    {
        double sum = LogConstant;
        for (int k = 0; k < states.Length; k++)
        {
            sum += LogUnary[states[k]];
            ReadOnlySpan<double> row = LogPair.Row(states[k]);
            for (int j = 0; j < k; j++)
            {
                sum += row[states[j]];
            }
        }

        for (int d = 0; d < PositiveLeak.Length; d++)
        {
            double q = PositiveLeak[d];
            foreach (int s in states)
            {
                q *= Miss[d, s];
            }

            sum += Elementary.Log(1 - q);
        }

        foreach (int s in states)
        {
            // Without parents the factor is a constant that stands in the unary factors.
            sum += HasParents(s) ? Elementary.Log(CompensationFactor(s, states)) : 0;
        }

        foreach (var factor in Factors)
        {
            sum += factor.LogOf(states);
        }

        return sum;
    }

    /// <summary>The factor C_k of a compensatory state within a configuration.</summary>
    public double CompensationFactor(int state, ReadOnlySpan<int> states)
    {
        double towards0 = 1;
        double towards1 = 1;
        foreach (var (cause, direction, miss) in Parents[PathwayOf[state]])
        {
            if (states[PathwayOf[cause]] == cause)
            {
                towards0 *= direction == 0 ? miss : 1;
                towards1 *= direction == 1 ? miss : 1;
            }
        }

        return CompensationFactor(state, towards0, towards1);
    }

    /// <summary>State probabilities over possible states, as a list over all states of each pathway.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Expand(ReadOnlySpan<double> probabilities)
    {
        var result = new double[Pathways][];
        for (int k = 0; k < Pathways; k++)
        {
            result[k] = new double[Model.Pathways[k].StateCount];
            for (int s = Offset[k]; s < Offset[k + 1]; s++)
            {
                result[k][FullState[s]] = probabilities[s];
            }
        }

        return result;
    }

    /// <summary>A configuration in the states of <see cref="GridPathway"/>.</summary>
    public int[] Expand(ReadOnlySpan<int> states)
    {
        int[] full = new int[states.Length];
        for (int k = 0; k < states.Length; k++)
        {
            full[k] = FullState[states[k]];
        }

        return full;
    }

    private void AddPrior()
    {
        for (int s = 0; s < States; s++)
        {
            var p = Model.Pathways[PathwayOf[s]];
            double factor = Kind[s] switch
            {
                AlterationKind.Causal => p.CausalPrior[Direction[s]],
                AlterationKind.None => PossibleStates.NotCausal(p) * (1 - p.SpontaneousChange),
                _ => PossibleStates.NotCausal(p),
            };
            LogUnary[s] += Elementary.Log(factor);
        }
    }

    private void AddCouplings()
    {
        var parents = new List<(int, int, double)>[Pathways];
        for (int k = 0; k < Pathways; k++)
        {
            parents[k] = [];
        }

        foreach (var c in Model.Couplings)
        {
            int cause = StateIndex(c.Cause, Model.Pathways[c.Cause].CausalState(c.CauseDirection));
            if (cause < 0 || c.Kappa == 0)
            {
                continue;
            }

            parents[c.Responder].Add((cause, c.ResponderDirection, 1 - c.Kappa));
            int none = StateIndex(c.Responder, 0);
            if (none >= 0)
            {
                AddPair(none, cause, Elementary.Log1p(-c.Kappa));
            }
        }

        Parents = [.. parents.Select(p => p.ToArray())];
        Children = [.. Enumerable.Range(0, Pathways).Select(k => Enumerable.Range(0, Pathways).Where(c => Parents[c].Any(p => PathwayOf[p.State] == k)).ToArray())];
        FoldConstantCompensation();
    }

    /// <summary>Without couplings C_k is the constant rho0 w_d and joins the unary factors.</summary>
    private void FoldConstantCompensation()
    {
        for (int s = 0; s < States; s++)
        {
            if (Kind[s] == AlterationKind.Compensatory && Parents[PathwayOf[s]].Length == 0)
            {
                LogUnary[s] += Elementary.Log(CompensationFactor(s, 1, 1));
            }
        }
    }

    /// <summary>True where the factor of a compensatory state depends on other pathways.</summary>
    public bool HasParents(int state) => Kind[state] == AlterationKind.Compensatory && Parents[PathwayOf[state]].Length > 0;

    private void AddFactors()
    {
        foreach (var factor in new EvidenceFactors(this).Make())
        {
            LogConstant += factor.LogAtStart;
            if (factor.Pathways.Length > 0)
            {
                Factors.Add(factor);
            }
        }
    }

    /// <summary>Adds to the factor of a pair of states.</summary>
    internal void AddPair(int s, int t, double value)
    {
        LogPair[s, t] += value;
        LogPair[t, s] += value;
    }

    internal IEnumerable<(int State, double Value)> Links(IReadOnlyList<CausalLink> links)
    {
        foreach (var link in links)
        {
            int s = StateIndex(link.Pathway, Model.Pathways[link.Pathway].CausalState(link.Direction));
            if (s >= 0 && link.Value != 0)
            {
                yield return (s, link.Value);
            }
        }
    }

    internal int StateIndex(int pathway, int fullState)
    {
        for (int s = Offset[pathway]; s < Offset[pathway + 1]; s++)
        {
            if (FullState[s] == fullState)
            {
                return s;
            }
        }

        return -1;
    }
}
