using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Inference;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Network-based statistic.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Connected sets of edges that differ between cases and controls: one row a component with its size and family-wise p, or one row an edge. No row
    /// when no edge passes the threshold.
    /// </summary>
    public static Parsed<Table> NetworkStatistic(ConnectomeNbsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Cases.Count < 2 || options.Controls.Count < 2)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E680", "A comparison needs two people in each group", Place.Nowhere, $"{options.Cases.Count} cases, {options.Controls.Count} controls", "at least 2 and 2"));
        }

        string[] paths = [.. options.Cases, .. options.Controls];
        return SameRegions(paths).Select(input =>
        {
            bool[] isCase = [.. paths.Select((_, k) => k < options.Cases.Count)];
            var found = NetworkBasedStatistic.Test(input.Matrices, isCase, options.Threshold, options.Permutations, options.Seed, options.Threads);
            return options.Edges ? EdgeTable(found, input.Regions, input.Matrices, isCase) : ComponentTable(found, input.Regions);
        });
    }

    private static Parsed<(IReadOnlyList<string> Regions, IReadOnlyList<Matrix> Matrices)> SameRegions(string[] paths)
    {
        var bag = new DiagnosticBag();
        List<Matrix> matrices = [];
        IReadOnlyList<string>? regions = null;
        foreach (string path in paths)
        {
            var read = GraphReader.Read(path);
            bag.AddRange(read.Diagnostics);
            if (!read.TryGetValue(out var matrix))
            {
                continue;
            }

            regions ??= matrix.RowNames;
            matrices.Add(matrix.Values);
            if (!matrix.RowNames.SequenceEqual(regions, StringComparer.Ordinal))
            {
                bag.Add(Diagnostic.Error("E644", "The regions differ from those of the first matrix", new(path), $"{matrix.RowNames.Count} regions", $"the {regions.Count} of {paths[0]}", "Use matrices of one parcellation; leave a region that one person lacks out of all"));
            }
        }

        return bag.Finish<(IReadOnlyList<string>, IReadOnlyList<Matrix>)>(() => (regions!, matrices));
    }

    private static Table ComponentTable(IReadOnlyList<NetworkBasedStatistic> components, IReadOnlyList<string> regions)
    {
        var table = new Table("component", "n_edges", "n_nodes", "p", "nodes");
        for (int c = 0; c < components.Count; c++)
        {
            table.Add(c + 1, components[c].Edges.Count, components[c].Nodes.Count, components[c].P, string.Join(' ', components[c].Nodes.Select(i => regions[i])));
        }

        return table;
    }

    private static Table EdgeTable(IReadOnlyList<NetworkBasedStatistic> components, IReadOnlyList<string> regions, IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase)
    {
        var table = new Table("component", "from", "to", "t", "mean_cases", "mean_controls", "p_component");
        for (int c = 0; c < components.Count; c++)
        {
            foreach (var (i, j) in components[c].Edges)
            {
                var edge = NetworkBasedStatistic.Edge(matrices, isCase, i, j);
                table.Add(c + 1, regions[i], regions[j], edge.T, edge.MeanOfCases, edge.MeanOfControls, components[c].P);
            }
        }

        return table;
    }
}
