using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Sets;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Genes;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary><c>maps sets</c>: co-localisation with sets of gene-expression maps against random sets and surrogates of the map.</summary>
    public static Parsed<Table> Sets(MapsSetsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MatrixFile.Read(options.Maps).Then(maps => AtlasStore.Read(options.Atlas)
            .Then(genes => Align(genes, options.Atlas, maps.RowNames).Select(values => new NamedMatrix(maps.RowNames, genes.ColumnNames, values)))
            .Then(genes => GeneSets.Read(options.Sets).Then(sets => ReadNull(options.Null, maps.RowNames).Then(spatialNull =>
            {
                var table = new Table("map", "set", "value", "n_genes", "n_in_set", "p_set", "set_mean", "set_sd", "p_null", "null_mean", "null_sd", "n");
                var bag = new DiagnosticBag();
                for (int m = 0; m < maps.ColumnNames.Count; m++)
                {
                    SetsOf(options, maps.ColumnNames[m], maps.Values.Column(m), genes, sets, spatialNull, table, bag);
                }

                return bag.Finish(() => table);
            }))));
    }

    private static void SetsOf(MapsSetsOptions options, string name, double[] map, NamedMatrix genes, IReadOnlyList<GeneSet> sets, ISpatialNull? spatialNull, Table table, DiagnosticBag bag)
    {
        int[] regions = [.. Enumerable.Range(0, map.Length).Where(i => double.IsFinite(map[i]))];
        var background = GeneSetColocalization.Create(RegionOrder.TakeRows(genes.Values, regions), options.Method == "spearman", AggregateOf(options.Aggregate), options.Null.Threads);
        var position = background.Usable.Select((g, k) => (Name: genes.ColumnNames[g], k)).ToDictionary(g => g.Name, g => g.k, StringComparer.Ordinal);
        if (position.Count < genes.ColumnNames.Count)
        {
            bag.Add(Diagnostic.Warning("E326", "Genes with a missing value or without spread were left out", new(options.Atlas), (genes.ColumnNames.Count - position.Count).ToString(CultureInfo.InvariantCulture)));
        }

        int[][] members = [.. sets.Select(s => (int[])[.. s.Genes.Where(position.ContainsKey).Distinct(StringComparer.Ordinal).Select(g => position[g])])];
        int[] tested = [.. Enumerable.Range(0, sets.Count).Where(k => members[k].Length >= options.FewestGenes && members[k].Length < position.Count)];
        foreach (int k in Enumerable.Range(0, sets.Count).Except(tested))
        {
            bag.Add(Diagnostic.Warning("E326", $"Set '{sets[k].Name}' was left out", new(options.Sets), $"{members[k].Length} genes with a map", $"at least {options.FewestGenes}, and fewer than all {position.Count}"));
        }

        var restricted = spatialNull is null || regions.Length == map.Length ? spatialNull : spatialNull.Restrict(regions);
        int draws = options.Null.Permutations ?? Math.Min(DefaultPermutations, restricted?.AvailableDraws ?? DefaultPermutations);
        var results = regions.Length < ColocalizationPlan.FewestRegions ? null : background.Run([.. regions.Select(i => map[i])], [.. tested.Select(k => members[k])], draws, options.Null.Seed, restricted);
        if (results is null)
        {
            bag.Add(Diagnostic.Warning("E311", $"{name}: too few regions, or no variance", new(options.Maps, null, name)));
            return;
        }

        for (int t = 0; t < tested.Length; t++)
        {
            var r = results[t];
            table.Add(name, sets[tested[t]].Name, r.Value, r.Genes, sets[tested[t]].Genes.Count, r.SetP, r.SetMean, Number(r.SetDeviation), r.MapP, r.MapMean, r.MapDeviation, regions.Length);
        }
    }

    private static SetAggregate AggregateOf(string name) => name switch
    {
        "median" => SetAggregate.Median,
        "absmean" => SetAggregate.AbsoluteMean,
        "absmedian" => SetAggregate.AbsoluteMedian,
        _ => SetAggregate.Mean,
    };
}
