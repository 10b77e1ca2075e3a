namespace Etiogrid.Inference;

/// <summary>
/// The variables of block elimination: every pathway and, where many markers tie pathways together, a second variable for the class
/// of its state. States with the same loadings look the same to a marker (a cause and a response in one direction always do; both
/// directions do where the marker is unsigned), so the dense part of the graph lies over classes, which are few, and the pathways
/// themselves keep only their couplings. Classes are numbered after all pathways.
/// </summary>
internal sealed class BlockVariables
{
    private const int WorthPartners = 3;
    private readonly int[] _classVariable;
    private readonly int[] _classState;
    private readonly int[] _representative;

    public BlockVariables(CompiledGrid grid, bool collapse)
    {
        Grid = grid;
        _classVariable = new int[grid.Pathways];
        _classState = new int[grid.States];
        Array.Fill(_classVariable, -1);
        Array.Fill(_classState, -1);
        var offset = new List<int>(grid.Offset);
        var representative = new List<int>(Enumerable.Range(0, grid.States));
        for (int k = 0; collapse && k < grid.Pathways; k++)
        {
            if (Partition(k) is { } classes)
            {
                _classVariable[k] = offset.Count - 1;
                AddClasses(k, classes, representative);
                offset.Add(representative.Count);
            }
        }

        Offset = [.. offset];
        _representative = [.. representative];
    }

    public CompiledGrid Grid { get; }

    /// <summary>First state of each variable, one more entry for the end; the states of pathways are those of the grid.</summary>
    public int[] Offset { get; }

    public int Variables => Offset.Length - 1;

    public int States => Offset[^1];

    /// <summary>True where some pathway has a class variable.</summary>
    public bool HasClasses => Variables > Grid.Pathways;

    public int Count(int variable) => Offset[variable + 1] - Offset[variable];

    /// <summary>The pathways with a class variable, and it.</summary>
    public IEnumerable<(int Pathway, int Class)> Classes =>
        Enumerable.Range(0, Grid.Pathways).Where(k => _classVariable[k] >= 0).Select(k => (k, _classVariable[k]));

    /// <summary>The state of the class variable that a pathway's state belongs to.</summary>
    public int ClassOf(int state) => _classState[state];

    /// <summary>A pathway's state with this state's loadings.</summary>
    public int Representative(int state) => _representative[state];

    /// <summary>The variable that carries the marker factor between a pathway and another: its class where that says enough.</summary>
    public int Carrier(int pathway, int other)
    {
        int variable = _classVariable[pathway];
        if (variable < 0)
        {
            return pathway;
        }

        for (int s = Grid.Offset[pathway]; s < Grid.Offset[pathway + 1]; s++)
        {
            if (!SameRow(s, _representative[_classState[s]], other))
            {
                return pathway;
            }
        }

        return variable;
    }

    /// <summary>Cells of a factor over these variables.</summary>
    public double Cells(IEnumerable<int> variables)
    {
        double cells = 1;
        foreach (int v in variables)
        {
            cells *= Count(v);
        }

        return cells;
    }

    private void AddClasses(int pathway, int[] classes, List<int> representative)
    {
        int first = representative.Count;
        for (int i = 0; i < classes.Length; i++)
        {
            _classState[Grid.Offset[pathway] + i] = first + classes[i];
            if (classes[i] == representative.Count - first)
            {
                representative.Add(Grid.Offset[pathway] + i);
            }
        }
    }

    /// <summary>The commonest way in which partners tell the states of a pathway apart, as a class number for each state; null where it does not pay.</summary>
    private int[]? Partition(int pathway)
    {
        var found = new Dictionary<string, (int Partners, int[] Classes)>(StringComparer.Ordinal);
        for (int j = 0; j < Grid.Pathways; j++)
        {
            int[] classes = ClassesTowards(pathway, j);
            if (j != pathway && classes.Max() > 0)
            {
                string key = string.Join(',', classes);
                found[key] = (found.GetValueOrDefault(key).Partners + 1, classes);
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var best = found.OrderByDescending(f => f.Value.Partners).ThenBy(f => f.Key, StringComparer.Ordinal).First().Value;
        return best.Partners >= WorthPartners && best.Classes.Max() + 1 < best.Classes.Length ? best.Classes : null;
    }

    private int[] ClassesTowards(int pathway, int other)
    {
        int first = Grid.Offset[pathway];
        int[] classes = new int[Grid.Count(pathway)];
        int count = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            int same = 0;
            while (same < i && !SameRow(first + same, first + i, other))
            {
                same++;
            }

            classes[i] = same < i ? classes[same] : count++;
        }

        return classes;
    }

    // Exact comparison: equal loadings give equal bits, and a pair that differs in the last bit is merely not collapsed.
    private bool SameRow(int s, int t, int other) =>
        Grid.LogGaussianPair.Row(s)[Grid.Offset[other]..Grid.Offset[other + 1]].SequenceEqual(
            Grid.LogGaussianPair.Row(t)[Grid.Offset[other]..Grid.Offset[other + 1]]);
}
