using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;

namespace Etiogrid.Studies.Measures;

/// <summary>The gene sets that a study scores: its pathways, then its units, with the pathways each unit is evidence for.</summary>
/// <param name="Sets">Pathways first.</param>
/// <param name="Bearings">By unit: pathway and stated variance of liability.</param>
public sealed record GeneticSets(IReadOnlyList<GeneSet> Sets, ILookup<string, (PathwayId Pathway, double? LiabilityR2)> Bearings)
{
    /// <summary>
    /// Reads them. Errors: those of GMT files; E226 no sets of a kind in the knowledge base, E229 a name twice, E230 a map that names nothing known.
    /// Warning E227: a set under <c>sets</c> that is no pathway.
    /// </summary>
    public static Parsed<GeneticSets> Read(GeneticsConfig config, GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(grid);
        var bag = new DiagnosticBag();
        List<GeneSet> sets = [.. Pathways(config, grid, bag)];
        foreach (var source in config.Units)
        {
            sets.AddRange(Units(source, bag));
        }

        foreach (var twice in sets.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            bag.Add(Diagnostic.Error("E229", "Two gene sets of the study have the same name", new(null, null, "genetics.units"), twice.Key, "names that differ among sets and units", "Rename one of them"));
        }

        var units = sets.Where(s => s.Kind != GeneUnitKind.Pathway).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var bearings = config.UnitMap is { } map ? Map(map, units, grid, bag) : [];
        return bag.Finish(() => new GeneticSets(sets, bearings.ToLookup(b => b.Unit, b => (b.Pathway, b.R2), StringComparer.Ordinal)));
    }

    private static IEnumerable<GeneSet> Pathways(GeneticsConfig config, GeneralGrid grid, DiagnosticBag bag)
    {
        var known = grid.Pathways.Select(p => p.Id.Key).ToHashSet(StringComparer.Ordinal);
        var parsed = config.Sets is null ? Parsed.Of(KnowledgeGeneSets.Of(GeneUnitKind.Pathway, KnowledgeBase.Load())) : GeneSets.Read(config.Sets);
        bag.AddRange(parsed.Diagnostics);
        if (!parsed.TryGetValue(out var sets))
        {
            return [];
        }

        foreach (var stray in sets.Where(s => !known.Contains(s.Name)))
        {
            string? near = NearestName.Among(stray.Name, known);
            bag.Add(Diagnostic.Warning("E227", "The gene set is no pathway of the knowledge base and is not used", new(config.Sets, null, stray.Name), stray.Name, null, near is null ? "Sets that are no pathways go under genetics.units" : $"Did you mean '{near}'?"));
        }

        return sets.Where(s => known.Contains(s.Name));
    }

    private static IEnumerable<GeneSet> Units(UnitSource source, DiagnosticBag bag)
    {
        if (source.File is { } file)
        {
            var parsed = GeneSets.Read(file);
            bag.AddRange(parsed.Diagnostics);
            return parsed.TryGetValue(out var read) ? read.Select(s => s with { Kind = source.Kind }) : [];
        }

        var shipped = KnowledgeGeneSets.Of(source.Kind, KnowledgeBase.Load());
        if (shipped.Count == 0)
        {
            bag.Add(Diagnostic.Error("E226", "The knowledge base has no gene sets of this kind", new(null, null, "genetics.units." + source.Kind.Key()), "knowledge", "cell_type, synaptic_pre or synaptic_post", "Name a GMT file instead"));
        }

        return shipped;
    }

    private static List<(string Unit, PathwayId Pathway, double? R2)> Map(string file, HashSet<string> units, GeneralGrid grid, DiagnosticBag bag)
    {
        var parsed = DelimitedTable.Read(file);
        bag.AddRange(parsed.Diagnostics);
        if (!parsed.TryGetValue(out var table))
        {
            return [];
        }

        int unit = table.ColumnOf("unit"), pathway = table.ColumnOf("pathway"), share = table.ColumnOf("liability_r2");
        if (unit < 0 || pathway < 0)
        {
            bag.Add(Diagnostic.Error("E230", "The unit map needs the columns unit and pathway", new(file, 1), string.Join(", ", table.Header), "unit, pathway and, where stated, liability_r2", null));
            return [];
        }

        var pathways = grid.Pathways.Select(p => p.Id.Key).ToHashSet(StringComparer.Ordinal);
        List<(string Unit, PathwayId Pathway, double? R2)> rows = [];
        HashSet<(string, string)> seen = [];
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string[] cells = [.. table.Rows[i].Select(c => c.Trim())];
            bool sound = Known(cells[unit], units, "unit") & Known(cells[pathway], pathways, "pathway");
            double r2 = double.NaN;
            bool stated = share >= 0 && !Cell.IsMissing(cells[share]);
            if (stated && !(Cell.TryNumber(cells[share], out r2) && r2 is >= 0 and < 1))
            {
                sound = false;
                bag.Add(Diagnostic.Error("E230", "The unit map states no share of liability", table.PlaceOf(i, "liability_r2"), cells[share], "a number from 0 to below 1, or n/a", null));
            }

            if (sound && !seen.Add((cells[unit], cells[pathway])))
            {
                sound = false;
                bag.Add(Diagnostic.Error("E230", "The unit map gives a unit twice to a pathway", table.PlaceOf(i, "unit"), cells[unit], "one row a unit and pathway", "Remove one of the rows"));
            }

            if (sound)
            {
                rows.Add((cells[unit], new(cells[pathway]), stated ? r2 : null));
            }

            bool Known(string name, HashSet<string> names, string column)
            {
                if (names.Contains(name))
                {
                    return true;
                }

                string? near = NearestName.Among(name, names);
                bag.Add(Diagnostic.Error("E230", $"The unit map names an unknown {column}", table.PlaceOf(i, column), name, null, near is null ? null : $"Did you mean '{near}'?"));
                return false;
            }
        }

        return rows;
    }
}
