using Etiogrid.Core.Measures;
using Etiogrid.Inference.StateTrait;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>
/// State or trait per pathway. The markers of a pathway that were measured at the same visits are summed with their loadings as
/// weights, over the standard deviation that this sum has in the reference; the series goes to <see cref="StateTraitModel"/>.
/// Markers without a known reliability are left out: measurement error could not be told from a passing state.
/// </summary>
internal sealed class StateTraitComposer
{
    private const double LargestReliability = 0.98;
    private readonly StudyMeasures _measures;
    private readonly GeneralGrid _grid;
    private readonly InputsComposer _inputs;
    private readonly (double Mean, double Sd)? _severity;

    public StateTraitComposer(StudyMeasures measures, GeneralGrid grid, InputsComposer inputs)
    {
        (_measures, _grid, _inputs) = (measures, grid, inputs);
        double[] rated = [.. measures.Severities];
        double sd = rated.Length >= 2 ? Moments.StandardDeviation(rated) : 0;
        _severity = sd > 0 ? (Moments.Mean(rated), sd) : null;
    }

    /// <summary>One result a pathway, in the grid's order; null where fewer than two visits share a marker.</summary>
    public IReadOnlyList<StateTraitResult?> Compose(PersonData person)
    {
        var series = person.Visits.Count < 2 ? [] : Series(person);
        return [.. _grid.Pathways.Select(p => Of(person, p, series))];
    }

    /// <summary>In words, for the whole person.</summary>
    public string Statement(PersonData person, IReadOnlyList<StateTraitResult?> results)
    {
        int followed = results.Count(r => r is not null);
        return followed > 0 ? FormattableString.Invariant($"followed over {person.Visits.Count} dated visits for {followed} of {results.Count} pathways")
            : person.Sessions.Count < 2 ? "undetermined: one visit"
            : _measures.Study.Config.Visits is null ? "undetermined: the study does not date its sessions (visits: in study.yaml)"
            : "undetermined: no marker of known reliability was measured at two dated visits";
    }

    /// <summary>z of each usable marker at each dated visit.</summary>
    private Dictionary<string, (MarkerParameters Marker, double Reliability, SortedDictionary<double, double> Z)> Series(PersonData person)
    {
        Dictionary<string, (MarkerParameters, double, SortedDictionary<double, double>)> series = new(StringComparer.Ordinal);
        foreach (var visit in person.Visits)
        {
            var evidence = visit.Features.Select(f => _measures.EvidenceOf(person.Id, f)).OfType<Evidence>().ToDictionary(e => e.Feature);
            foreach (var (id, found) in _inputs.ByMarker(person, evidence))
            {
                var marker = _grid.Markers.First(m => m.Id == id);
                double reliability = Math.Min(found.Reliability ?? marker.Reliability, LargestReliability);
                if (!series.TryGetValue(id, out var own))
                {
                    series[id] = own = (marker, reliability, []);
                }

                own.Item3[visit.Days] = found.Z;
            }
        }

        return series;
    }

    private StateTraitResult? Of(PersonData person, PathwayParameters pathway, Dictionary<string, (MarkerParameters Marker, double Reliability, SortedDictionary<double, double> Z)> series)
    {
        var direction = pathway.Directions[0].Direction;
        var own = series.Values
            .Select(s => (s.Marker, s.Reliability, s.Z, Weight: s.Marker.Loadings.FirstOrDefault(l => l.Pathway == pathway.Id && l.Direction == direction)?.Loading.Mean ?? 0))
            .Where(s => s.Weight != 0 && s.Z.Count >= 2).OrderBy(s => s.Marker.Id, StringComparer.Ordinal).ToArray();
        if (own.Length == 0)
        {
            return null;
        }

        int most = own.Max(s => s.Z.Count);
        var leading = own.First(s => s.Z.Count == most);
        var used = own.Where(s => leading.Z.Keys.All(s.Z.ContainsKey)).ToArray();
        double[] weights = [.. used.Select(s => s.Weight)];
        var correlation = _inputs.CorrelationOf([.. used.Select(s => s.Marker.Id)]);
        double variance = Quadratic(weights, correlation);
        double error = Quadratic([.. used.Select(s => s.Weight * Math.Sqrt(1 - s.Reliability))], correlation);
        PersonVisit[] visits = [.. person.Visits.Where(v => leading.Z.ContainsKey(v.Days))];
        VisitPoint[] points = [.. visits.Select(v => new VisitPoint(v.Session.Label, v.Days, used.Sum(s => s.Weight * s.Z[v.Days]) / Math.Sqrt(variance), Standardised(v.Severity)))];
        var posterior = StateTraitModel.Infer([.. points.Select(p => new Visit(p.Days, p.Z, p.Severity))], 1 - (error / variance));
        return new([.. used.Select(s => s.Marker.Name)], points, posterior.StateDominant, posterior.StateShare, posterior.SeveritySlope, Words(posterior.Verdict));
    }

    private double? Standardised(double? severity) => severity is { } s && _severity is { } scale ? (s - scale.Mean) / scale.Sd : null;

    private static double Quadratic(double[] x, Matrix matrix)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                sum += x[i] * matrix[i, j] * x[j];
            }
        }

        return sum;
    }

    private static string Words(StateTraitVerdict verdict) => verdict switch
    {
        StateTraitVerdict.State => "state",
        StateTraitVerdict.Trait => "trait",
        _ => "undetermined",
    };
}
