using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>The markers of a general grid as one joint normal likelihood for a person.</summary>
internal sealed class MarkerBlock
{
    private readonly GeneralGrid _grid;
    private readonly Dictionary<string, int> _index;
    private readonly StateLoading[][] _direct;

    public MarkerBlock(GeneralGrid grid, Dictionary<PathwayId, int> pathways)
    {
        _grid = grid;
        _index = grid.Markers.Select((m, i) => (m.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        _direct = [.. grid.Markers.Select(m => m.Loadings.SelectMany(l => States(grid, pathways[l.Pathway], l)).ToArray())];
    }

    public (GridMarker[] Markers, Matrix Covariance) For(PersonInputs inputs, List<string> notes)
    {
        var observed = inputs.Markers.ToDictionary(m => _index[m.Marker]);
        StateLoading[][] loadings = (StateLoading[][])_direct.Clone();
        var covariance = Matrix.Identity(_grid.Markers.Count);
        foreach (var group in inputs.Correlations)
        {
            AddGroup(group, loadings, covariance);
        }

        var markers = new GridMarker[_grid.Markers.Count];
        for (int m = 0; m < markers.Length; m++)
        {
            var p = _grid.Markers[m];
            var seen = observed.GetValueOrDefault(m);
            covariance[m, m] = Variance(p, seen, notes);
            markers[m] = new(p.Id, p.Modality.ToString(), loadings[m], seen?.Z, p.Cost) { Cutoff = seen?.Cutoff, Above = seen?.Above };
        }

        return (markers, covariance);
    }

    /// <summary>
    /// z has variance 1 in the reference, of which the reliability r is true. A measurement less reliable than the grid's has
    /// the error variance r (1/r' - 1), so its total variance is r / r'. A better one is not credited: z was standardised
    /// on the reference's own error.
    /// </summary>
    private static double Variance(MarkerParameters p, MarkerObservation? seen, List<string> notes)
    {
        if (seen?.Reliability is not { } own || own >= p.Reliability)
        {
            return 1;
        }

        notes.Add($"{p.Id}: measured less reliably than usual; its weight is reduced.");
        return p.Reliability / own;
    }

    private void AddGroup(MarkerCorrelation group, StateLoading[][] loadings, Matrix covariance)
    {
        var members = group.Markers.Select((id, i) => (Row: i, Marker: _index.GetValueOrDefault(id, -1))).Where(x => x.Marker >= 0).ToArray();
        foreach (var (row, marker) in members)
        {
            foreach (var (column, other) in members)
            {
                covariance[marker, other] = group.Correlation[row, column];
            }

            if (group.SharesSignal)
            {
                loadings[marker] = Spread(members.Select(x => (group.Correlation[row, x.Row], _direct[x.Marker])));
            }
        }
    }

    /// <summary>One row of R times the direct loadings.</summary>
    private static StateLoading[] Spread(IEnumerable<(double Correlation, StateLoading[] Loadings)> parts) =>
    [
        .. parts.SelectMany(p => p.Loadings.Select(l => l with { Value = p.Correlation * l.Value }))
            .GroupBy(l => (l.Pathway, l.State))
            .Select(g => new StateLoading(g.Key.Pathway, g.Key.State, g.Sum(l => l.Value)))
            .OrderBy(l => l.Pathway).ThenBy(l => l.State),
    ];

    /// <summary>A loading holds for the causal and the compensatory state of its direction alike.</summary>
    private static IEnumerable<StateLoading> States(GeneralGrid grid, int pathway, MarkerLoading loading)
    {
        var directions = grid.Pathways[pathway].Directions;
        for (int d = 0; d < directions.Count; d++)
        {
            if (directions[d].Direction == loading.Direction)
            {
                yield return new(pathway, 1 + d, loading.Loading.Mean);
                yield return new(pathway, 1 + directions.Count + d, loading.Loading.Mean);
            }
        }
    }
}
