using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Columns and cells of the vulnerability grid.</summary>
internal sealed class GridFigureComposer(GeneralGrid grid)
{
    /// <summary>Key of the column of genetic scores.</summary>
    public const string Genetic = "genetic";

    /// <summary>Key of the column of epigenetic scores, which stands where somebody's score is evidence.</summary>
    public const string Epigenetic = "epigenetic";

    private readonly Dictionary<(PathwayId, string), IReadOnlyList<string>> _sources = Sources(grid);

    /// <summary>The genetic score, epigenetic scores where there are any, then every exposure of the knowledge base that acts on some pathway, in table order.</summary>
    public IReadOnlyList<GridColumn> Columns(PersonData person, PersonModel model)
    {
        var known = person.Exposures.ToDictionary(e => e.Id);
        List<GridColumn> columns = [new(Genetic, "Genetic score", person.Genetics is null ? CellState.Unknown : CellState.Exposed, "")];
        if (model.Contributions.Any(c => c.IsEpigenetic))
        {
            columns.Add(new(Epigenetic, "Epigenetic score", CellState.Exposed, ""));
        }

        foreach (var exposure in grid.Exposures.Where(e => e.Loads.Count > 0))
        {
            var state = known.TryGetValue(exposure.Id, out var own) ? StateOf(own.Present) : CellState.Unknown;
            columns.Add(new(exposure.Id.Key, exposure.Name, state, own is null ? "" : Detail(own)));
        }

        return columns;
    }

    /// <summary>Cells of one pathway, one a column.</summary>
    public IReadOnlyList<GridCell> Cells(PathwayId pathway, IReadOnlyList<GridColumn> columns, PersonModel model)
    {
        var contributions = model.Contributions.Where(c => c.Pathway == pathway).ToDictionary(c => c.IsEpigenetic ? Epigenetic : c.Exposure?.Key ?? Genetic, c => c.LogOdds, StringComparer.Ordinal);
        return [.. columns.Select(column => Cell(pathway, column, contributions))];
    }

    private GridCell Cell(PathwayId pathway, GridColumn column, Dictionary<string, double> contributions)
    {
        var sources = _sources.GetValueOrDefault((pathway, column.Id), []);
        bool linked = sources.Count > 0;
        if (column.Id is Genetic or Epigenetic)
        {
            return contributions.TryGetValue(column.Id, out double score)
                ? new(column.Id, CellState.Exposed, score, sources)
                : new(column.Id, CellState.Unknown, 0, sources);
        }

        return linked
            ? new(column.Id, column.State, contributions.GetValueOrDefault(column.Id, 0), sources)
            : new(column.Id, CellState.NotLinked, 0, []);
    }

    /// <summary>The cell as written, and what else is known of the exposure.</summary>
    private static string Detail(PersonExposure exposure)
    {
        string period = exposure is { Present: true, Period: { } p } ? p.Replace('_', ' ') : "";
        string dose = exposure is { Present: true, HighDose: true } ? "high dose" : "";
        return string.Join(", ", new[] { exposure.Text, period, dose }.Where(t => t.Length > 0));
    }

    private static CellState StateOf(bool? present) => present switch { true => CellState.Exposed, false => CellState.NotExposed, null => CellState.Unknown };

    private static Dictionary<(PathwayId, string), IReadOnlyList<string>> Sources(GeneralGrid grid) =>
        grid.Exposures.SelectMany(e => e.Loads, (e, l) => (e, l)).GroupBy(x => (x.l.Pathway, x.e.Id.Key)).ToDictionary(
            g => g.Key,
            g => (IReadOnlyList<string>)[.. g.SelectMany(x => x.l.Liability.Sources).Select(s => s.Key).Distinct().Order(StringComparer.Ordinal)]);
}
