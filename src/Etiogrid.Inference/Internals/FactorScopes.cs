namespace Etiogrid.Inference;

/// <summary>
/// The joint probability as factors over few pathways, times 2^p signed terms: a present symptom that many pathways load on is
/// expanded as 1 - (product over pathways), the others keep a table.
/// </summary>
internal sealed class FactorScopes
{
    private const int LargestSymptomTable = 2;

    public FactorScopes(CompiledGrid grid, bool collapse)
    {
        Grid = grid;
        Variables = new BlockVariables(grid, collapse);
        for (int k = 0; k < grid.Pathways; k++)
        {
            int[] parents = [.. grid.Parents[k].Select(p => grid.PathwayOf[p.State]).Distinct().Order()];
            if (parents.Length > 0)
            {
                Responses.Add((k, parents));
            }

            for (int j = 0; j < k; j++)
            {
                if (HasGaussianPair(grid, k, j))
                {
                    Pairs.Add((Variables.Carrier(j, k), Variables.Carrier(k, j)));
                }
            }
        }

        for (int d = 0; d < grid.PositiveLeak.Length; d++)
        {
            int[] linked = [.. Enumerable.Range(0, grid.Pathways).Where(k => Links(grid, d, k))];
            if (linked.Length == 0)
            {
                Constant *= 1 - grid.PositiveLeak[d];
            }
            else if (linked.Length <= LargestSymptomTable)
            {
                SmallSymptoms.Add((d, linked));
            }
            else
            {
                Expanded.Add(d);
            }
        }
    }

    public CompiledGrid Grid { get; }

    public BlockVariables Variables { get; }

    /// <summary>Factor of the present symptoms that no pathway loads on.</summary>
    public double Constant { get; } = 1;

    /// <summary>Variables that share a biomarker.</summary>
    public List<(int First, int Second)> Pairs { get; } = [];

    /// <summary>Responders with the pathways that can change them.</summary>
    public List<(int Responder, int[] Parents)> Responses { get; } = [];

    /// <summary>Present symptoms with one or two linked pathways.</summary>
    public List<(int Symptom, int[] Pathways)> SmallSymptoms { get; } = [];

    /// <summary>Present symptoms that are expanded into signed terms.</summary>
    public List<int> Expanded { get; } = [];

    /// <summary>The scopes of all factors over two or more pathways.</summary>
    public IEnumerable<int[]> Scopes =>
        Pairs.Select(p => new[] { p.First, p.Second })
            .Concat(Responses.Select(r => (int[])[r.Responder, .. r.Parents]))
            .Concat(SmallSymptoms.Select(s => s.Pathways))
            .Concat(Grid.Factors.Select(f => f.Pathways))
            .Concat(Variables.Classes.Select(c => new[] { c.Pathway, c.Class }));

    /// <summary>The factors themselves.</summary>
    public IEnumerable<PathwayFactor> Factors()
    {
        foreach (var (first, second) in Pairs)
        {
            yield return PathwayFactor.Of(Variables, [first, second], s => Numerics.Functions.Elementary.Exp(Grid.LogGaussianPair[Variables.Representative(s[0]), Variables.Representative(s[1])]));
        }

        foreach (var (responder, parents) in Responses)
        {
            yield return PathwayFactor.Of(Variables, [responder, .. parents], s => Response(s));
        }

        foreach (var (symptom, pathways) in SmallSymptoms)
        {
            yield return PathwayFactor.Of(Variables, pathways, s => 1 - s.Aggregate(Grid.PositiveLeak[symptom], (q, state) => q * Grid.Miss[symptom, state]));
        }

        foreach (var factor in Grid.Factors)
        {
            yield return new(factor.Pathways, [.. factor.Table(Grid).Select(Numerics.Functions.Elementary.Exp)]);
        }

        foreach (var (pathway, variable) in Variables.Classes)
        {
            yield return PathwayFactor.Of(Variables, [pathway, variable], s => Variables.ClassOf(s[0]) == s[1] ? 1 : 0);
        }
    }

    /// <summary>The factor of a responder's state (first) given its parents' states.</summary>
    private double Response(int[] states)
    {
        int own = states[0];
        if (Grid.Kind[own] == AlterationKind.Causal)
        {
            return 1;
        }

        double q0 = 1;
        double q1 = 1;
        foreach (var (cause, direction, miss) in Grid.Parents[Grid.PathwayOf[own]])
        {
            if (Array.IndexOf(states, cause, 1) > 0)
            {
                q0 *= direction == 0 ? miss : 1;
                q1 *= direction == 1 ? miss : 1;
            }
        }

        return Grid.Kind[own] == AlterationKind.None ? q0 * q1 : Grid.CompensationFactor(own, q0, q1);
    }

    private static bool Links(CompiledGrid grid, int symptom, int pathway)
    {
        for (int s = grid.Offset[pathway]; s < grid.Offset[pathway + 1]; s++)
        {
            if (grid.Miss[symptom, s] != 1)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasGaussianPair(CompiledGrid grid, int k, int j)
    {
        for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
        {
            if (grid.LogGaussianPair.Row(s)[grid.Offset[j]..grid.Offset[j + 1]].ContainsAnyExcept(0.0))
            {
                return true;
            }
        }

        return false;
    }
}
