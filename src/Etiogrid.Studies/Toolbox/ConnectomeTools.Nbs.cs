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
        bool[] isCase = [.. paths.Select((_, k) => k < options.Cases.Count)];
        return SameRegions(paths).Then(input => PeopleCovariates(options, isCase).Select(covariates =>
        {
            var found = NetworkBasedStatistic.Test(input.Matrices, isCase, options.Threshold, options.Permutations, options.Seed, options.Threads, covariates);
            return options.Edges ? EdgeTable(found, input.Regions, input.Matrices, isCase, covariates) : ComponentTable(found, input.Regions);
        }));
    }

    /// <summary>People x covariates in the order of the matrices, or null. Errors: E684 rows that are not the people, E685 a missing value, E686 columns that leave nothing to tell groups apart.</summary>
    private static Parsed<Matrix?> PeopleCovariates(ConnectomeNbsOptions options, bool[] isCase) => options.Covariates is null
        ? Parsed.Of<Matrix?>(null)
        : MatrixFile.Read(options.Covariates).Then(file =>
        {
            var bag = new DiagnosticBag();
            if (file.Values.Rows != isCase.Length)
            {
                bag.Add(Diagnostic.Error("E684", "The covariates need one row a person", new(options.Covariates), $"{file.Values.Rows} rows", $"{isCase.Length}: the cases, then the controls, in the order of the matrices"));
                return bag.Fail<Matrix?>();
            }

            for (int i = 0; i < file.Values.Rows; i++)
            {
                for (int c = 0; c < file.Values.Columns; c++)
                {
                    if (!double.IsFinite(file.Values[i, c]))
                    {
                        bag.Add(Diagnostic.Error("E685", "The covariate is missing", new(options.Covariates, i + 1, file.ColumnNames[c]), "n/a", "a number", "Fill it in, or leave this person's matrix out"));
                    }
                }
            }

            if (!bag.HasErrors && !NetworkBasedStatistic.CanAdjust(isCase, file.Values))
            {
                bag.Add(Diagnostic.Error("E686", "Groups and covariates cannot be told apart", new(options.Covariates), $"{file.Values.Columns} covariates for {isCase.Length} people", "columns that vary and are no combination of each other or of the groups, and more people than columns", "Remove a covariate"));
            }

            return bag.Finish<Matrix?>(() => file.Values);
        });

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

    private static Table EdgeTable(IReadOnlyList<NetworkBasedStatistic> components, IReadOnlyList<string> regions, IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, Matrix? covariates)
    {
        var table = new Table("component", "from", "to", "t", "mean_cases", "mean_controls", "p_component");
        double[] t = NetworkBasedStatistic.EdgeT(matrices, isCase, covariates);
        int n = regions.Count;
        for (int c = 0; c < components.Count; c++)
        {
            foreach (var (i, j) in components[c].Edges)
            {
                var edge = NetworkBasedStatistic.Edge(matrices, isCase, i, j);
                table.Add(c + 1, regions[i], regions[j], t[(i * ((2 * n) - i - 1) / 2) + j - i - 1], edge.MeanOfCases, edge.MeanOfControls, components[c].P);
            }
        }

        return table;
    }
}
