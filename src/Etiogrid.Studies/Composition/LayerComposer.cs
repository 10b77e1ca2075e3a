using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Composition;

/// <summary>
/// What enters a pathway's prior beside its polygenic score: epigenetic scores and, where the study's map says so, units of other kinds, each with
/// its correlation with everything else. Units without a map enter nothing: their variants are counted in the pathways already.
/// </summary>
internal sealed class LayerComposer
{
    /// <summary>With fewer people who have both, a correlation is not estimated.</summary>
    public const int FewestPeople = 30;

    /// <summary>Largest correlation of error-free values that is believed from a sample.</summary>
    private const double MostCorrelation = 0.999;

    /// <summary>Correlations that cannot hold together are drawn towards 0 by this factor until they can.</summary>
    private const double Shrink = 0.98;

    private readonly StudyMeasures _measures;
    private readonly Dictionary<PathwayId, double> _scoreR2;
    private readonly Dictionary<string, double> _withScore = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), double> _among = [];

    private LayerComposer(StudyMeasures measures, GeneralGrid grid)
    {
        _measures = measures;
        _scoreR2 = grid.Pathways.ToDictionary(p => p.Id, p => p.ScoreR2.Mean);
        Evidence = [.. measures.Study.Config.Epigenetics.Where(e => e.IsEvidence)];
    }

    /// <summary>Epigenetic scores that are evidence.</summary>
    public IReadOnlyList<EpigeneticConfig> Evidence { get; }

    /// <summary>Estimates the correlations. Error E239: neither stated nor to be estimated.</summary>
    public static Parsed<LayerComposer> Create(StudyMeasures measures, GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(measures);
        var composer = new LayerComposer(measures, grid);
        var bag = new DiagnosticBag();
        foreach (var config in composer.Evidence)
        {
            composer._withScore[config.Id] = config.ScoreCorrelation ?? composer.Estimate(config, bag);
        }

        foreach (var group in composer.Evidence.GroupBy(c => c.Pathway))
        {
            composer.Pairs([.. group], bag);
        }

        return bag.Finish(() => composer);
    }

    /// <summary>Variance of liability that an epigenetic score explains by itself.</summary>
    public double LiabilityR2Of(EpigeneticConfig config) => config.LiabilityR2 ?? _scoreR2[config.Pathway];

    /// <summary>Its correlation with the polygenic score, both without error; NaN for moderators, which need none.</summary>
    public double ScoreCorrelationOf(EpigeneticConfig config) => _withScore.GetValueOrDefault(config.Id, double.NaN);

    /// <summary>Deviation of an epigenetic score, higher = more liability; null where it was not measured.</summary>
    public double? ZOf(EpigeneticConfig config, PersonData person)
    {
        var feature = EpigeneticMeasure.FeatureOf(config);
        return person.Features.FirstOrDefault(f => f.Feature == feature) is { } value && _measures.EvidenceOf(person.Id, value) is { } found
            ? (config.LowActs ? -1 : 1) * found.Z
            : null;
    }

    /// <summary>Reliability of an epigenetic score in a person: that of the assay times the share of the weights that was measured.</summary>
    public double ReliabilityOf(EpigeneticConfig config, PersonData person) =>
        config.Reliability * (_measures.Epigenetics.CoverageOf(config, person.Id) ?? 1);

    /// <summary>The person's layers, one a pathway.</summary>
    public IEnumerable<GeneticLayer> Of(PersonData person)
    {
        var units = person.Genetics?.Units ?? [];
        var bearings = units.SelectMany((u, i) => u.Bearings.Select(b => (Unit: u, Index: i, Bearing: b))).ToLookup(x => x.Bearing.Pathway);
        var measured = Evidence.Select(c => (Config: c, Z: ZOf(c, person))).Where(x => x.Z is not null).ToLookup(x => x.Config.Pathway);
        foreach (var pathway in bearings.Select(b => b.Key).Union(measured.Select(m => m.Key)).Order())
        {
            var own = bearings[pathway].ToArray();
            var marks = measured[pathway].ToArray();
            LayerScore[] scores =
            [
                .. own.Select(x => new LayerScore(x.Unit.Unit, x.Unit.Z, x.Unit.Coverage is > 0 and <= 1 ? x.Unit.Coverage : 1, x.Bearing.LiabilityR2, false)),
                .. marks.Select(x => new LayerScore(x.Config.Id, x.Z!.Value, ReliabilityOf(x.Config, person), LiabilityR2Of(x.Config), true)),
            ];
            yield return new(pathway, scores, Correlate([.. own.Select(x => (x.Index, x.Bearing.ScoreCorrelation))], person.Genetics?.UnitCorrelation, [.. marks.Select(x => x.Config)]));
        }
    }

    /// <summary>A unit and an epigenetic score are taken to go together by way of the polygenic score only.</summary>
    private Matrix Correlate((int Index, double WithScore)[] units, Matrix? among, EpigeneticConfig[] marks)
    {
        int n = 1 + units.Length + marks.Length;
        double[] withScore = [1, .. units.Select(u => u.WithScore), .. marks.Select(m => _withScore[m.Id])];
        var correlation = Matrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool bothUnits = j > 0 && i <= units.Length;
                bool bothMarks = j > units.Length;
                double r = bothUnits ? among![units[i - 1].Index, units[j - 1].Index]
                    : bothMarks ? _among[(marks[j - 1 - units.Length].Id, marks[i - 1 - units.Length].Id)]
                    : withScore[i] * withScore[j];
                correlation[i, j] = correlation[j, i] = r;
            }
        }

        return n == 2 ? correlation : Possible(correlation);
    }

    private static Matrix Possible(Matrix correlation)
    {
        while (!Cholesky.TryFactorise(correlation, out _))
        {
            for (int i = 0; i < correlation.Rows; i++)
            {
                for (int j = 0; j < correlation.Columns; j++)
                {
                    correlation[i, j] *= i == j ? 1 : Shrink;
                }
            }
        }

        return correlation;
    }

    /// <summary>Correlation in the study over the geometric mean of both reliabilities; 0 where nobody has the polygenic score.</summary>
    private double Estimate(EpigeneticConfig config, DiagnosticBag bag)
    {
        var pairs = _measures.People.Select(_measures.Of).Select(p => (Z: ZOf(config, p), Score: p.Genetics?.Scores.FirstOrDefault(s => s.Pathway == config.Pathway), Reliability: ReliabilityOf(config, p)))
            .Where(x => x is { Z: not null, Score: not null }).ToArray();
        if (pairs.Length == 0)
        {
            return 0;
        }

        double r = pairs.Length >= FewestPeople ? Moments.Pearson([.. pairs.Select(x => x.Z!.Value)], [.. pairs.Select(x => x.Score!.JointZ)]) : double.NaN;
        return ErrorFree(r, pairs.Average(x => x.Reliability), pairs.Average(x => x.Score!.JointCoverage), pairs.Length, $"epigenetics.{config.Id}.score_correlation", "the polygenic score", bag);
    }

    private void Pairs(EpigeneticConfig[] group, DiagnosticBag bag)
    {
        for (int i = 0; i < group.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                var (a, b) = (group[j], group[i]);
                var both = _measures.People.Select(_measures.Of).Select(p => (A: ZOf(a, p), B: ZOf(b, p), RelA: ReliabilityOf(a, p), RelB: ReliabilityOf(b, p))).Where(x => x is { A: not null, B: not null }).ToArray();
                double r = both.Length >= FewestPeople ? Moments.Pearson([.. both.Select(x => x.A!.Value)], [.. both.Select(x => x.B!.Value)]) : double.NaN;
                _among[(a.Id, b.Id)] = both.Length == 0 ? 0 : ErrorFree(r, both.Average(x => x.RelA), both.Average(x => x.RelB), both.Length, $"epigenetics.{b.Id}", $"epigenetics.{a.Id}", bag);
            }
        }
    }

    private double ErrorFree(double r, double first, double second, int people, string place, string other, DiagnosticBag bag)
    {
        if (double.IsFinite(r))
        {
            return Math.Clamp(r / Math.Sqrt(first * second), -MostCorrelation, MostCorrelation);
        }

        bag.Add(Diagnostic.Error("E239", "The correlation of an epigenetic score with what else is known of its pathway cannot be estimated", new(_measures.Study.Config.File, null, place), string.Create(CultureInfo.InvariantCulture, $"{people} people with both"), string.Create(CultureInfo.InvariantCulture, $"at least {FewestPeople}"), $"State 'score_correlation:' (with {other}, both without error), or use one score a pathway"));
        return 0;
    }
}
