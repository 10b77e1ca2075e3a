using System.Globalization;
using Etiogrid.Core.Identifiers;
using Etiogrid.Inference;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Composition;

/// <summary>Which engines a run will use and how long the posteriors take, told before it starts.</summary>
/// <param name="People">People by engine, among those looked at.</param>
/// <param name="Seconds">Processor seconds of all posteriors, from those looked at; readouts take about ten times as long.</param>
internal sealed record InferenceForecast(IReadOnlyDictionary<GridEngine, int> People, double Seconds)
{
    /// <summary>More than these tell nothing new about a cohort.</summary>
    private const int MostLookedAt = 100;

    /// <summary>One sentence.</summary>
    public string Statement
    {
        get
        {
            var parts = People.OrderByDescending(p => p.Value).Select(p => string.Create(CultureInfo.InvariantCulture, $"{PersonAnalyzer.NameOf(p.Key)} for {p.Value}"));
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", parts)} of {People.Values.Sum()} people looked at; posteriors about {Math.Max(1, Math.Ceiling(Seconds)):0} s of processor time in all");
        }
    }

    /// <summary>The forecast of some people, evenly spread over the list.</summary>
    public static InferenceForecast Of(PersonAnalyzer analyzer, IReadOnlyList<ParticipantId> people, StudyMeasures measures)
    {
        int step = Math.Max(1, people.Count / MostLookedAt);
        var forecasts = people.Where((_, i) => i % step == 0).Select(id => analyzer.Forecast(measures.Of(id))).OfType<GridForecast>().ToList();
        double each = forecasts.Count == 0 ? 0 : forecasts.Average(f => f.Seconds);
        return new(forecasts.CountBy(f => f.Engine).ToDictionary(), each * people.Count);
    }
}
