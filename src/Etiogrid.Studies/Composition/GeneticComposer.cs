using System.Globalization;
using Etiogrid.Genetics.Sets;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>The genetic row of a person's grid: one row a scored unit, and epigenetic evidence.</summary>
internal sealed class GeneticComposer(StudyMeasures measures, GeneralGrid grid, LayerComposer layers)
{
    private const double NormalQuantile975 = 1.959963984540054;

    private readonly string[] _order = [.. grid.Pathways.Select(p => p.Id.Key)];

    /// <summary>The row, or null where neither genotypes nor epigenetic scores are known.</summary>
    public GeneticResult? Compose(PersonData person, PersonModel model)
    {
        var epigenetics = Epigenetics(person, model).ToArray();
        if (person.Genetics is not { } genetics)
        {
            return epigenetics.Length == 0 ? null : new([], [], epigenetics, "No genotypes.", "No genotypes, so ancestry was not inferred.");
        }

        return new(
            [.. genetics.Scores.OrderBy(s => Array.IndexOf(_order, s.Unit)).Select(s => Pathway(s, model))],
            [.. genetics.Units.Select(Unit)],
            epigenetics,
            Reference(genetics),
            AncestryOf(genetics, measures.Study.Config.Genetics!))
        {
            Populations = genetics.Ancestry is { } call ? [.. genetics.Populations.Zip(call.Probabilities, (p, x) => new PopulationShare(p, x)).OrderByDescending(p => p.Probability)] : [],
        };
    }

    /// <summary>What was done about ancestry, in a sentence.</summary>
    public static string AncestryOf(GeneticsPerson genetics, GeneticsConfig config)
    {
        if (genetics.Ancestry is not { } call)
        {
            return "No ancestry was inferred in this run: study.yaml names no labelled reference panel.";
        }

        string panel = Path.GetFileNameWithoutExtension(config.Reference ?? "");
        double share = call.Probabilities.Max();
        return string.Create(CultureInfo.InvariantCulture, $"Ancestry was inferred from the panel {panel}: most similar to {call.MostSimilar} (probability {Share(share)} among {genetics.Populations.Count} populations), ")
            + (call.Extrapolated
                ? "but outside the panel's range, so that the adjustment of z extrapolates."
                : "inside the panel's range; z is adjusted for it.");
    }

    private static string Share(double p) => p >= 0.995 ? "above 99 %" : string.Create(CultureInfo.InvariantCulture, $"{100 * p:0} %");

    private static string Reference(GeneticsPerson genetics) => genetics.Scores.Concat(genetics.Units).FirstOrDefault() is { Reference: var reference }
        ? reference.N > 0
            ? string.Create(CultureInfo.InvariantCulture, $"reference z compares with the {reference.N} people of the study's genotypes")
            : "reference z compares with mean and variance that the given allele frequencies imply (Hardy-Weinberg, no linkage between the scored variants)"
        : "no set had a scored variant";

    private static GeneticUnitResult Pathway(SetScoreValue score, PersonModel model)
    {
        bool used = score.Variants >= InputsComposer.FewestSetVariants;
        double? added = model.Contributions.FirstOrDefault(c => c.Pathway == score.Pathway && c is { Exposure: null, IsEpigenetic: false })?.LogOdds;
        return Row(score) with
        {
            PathwayIds = [score.Unit],
            JointZ = score.JointZ,
            JointCoverage = score.JointCoverage,
            LogOdds = used ? added : null,
            UsedInGrid = used,
            Note = used ? Remark(score) : Few(score),
        };
    }

    private static GeneticUnitResult Unit(SetScoreValue score)
    {
        bool used = score.Bearings.Count > 0;
        return Row(score) with
        {
            PathwayIds = [.. score.Bearings.Select(b => b.Pathway.Key)],
            UsedInGrid = used,
            Note = used
                ? Join("evidence for its pathways beside their own scores, by the study's map and their correlation " + string.Join(", ", score.Bearings.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.ScoreCorrelation:0.00}"))), Remark(score))
                : Join("shown beside the pathways; its variants count in theirs already", Remark(score)),
        };
    }

    private static string Few(SetScoreValue score) => Join(string.Create(CultureInfo.InvariantCulture, $"fewer than {InputsComposer.FewestSetVariants} variants: not used"), Remark(score));

    private static string Remark(SetScoreValue score) => score.Extrapolated ? "ancestry outside the panel: extrapolated" : "";

    private static string Join(params string[] parts) => string.Join("; ", parts.Where(p => p.Length > 0));

    private static GeneticUnitResult Row(SetScoreValue s) => new()
    {
        Unit = s.Unit,
        Kind = s.Kind.Key(),
        Name = s.Title,
        PathwayIds = [],
        Genes = s.Genes,
        Variants = s.Variants,
        Score = s.Score,
        StandardError = s.StandardError,
        ReferenceZ = s.ReferenceZ,
        AncestryZ = s.AncestryAdjusted ? s.AncestryZ : null,
        BackgroundZ = double.IsFinite(s.BackgroundZ) ? s.BackgroundZ : null,
        Coverage = double.IsFinite(s.Coverage) ? s.Coverage : null,
        Z = s.Z,
        Interval = s.HalfWidth > 0 ? new(s.Z - s.HalfWidth, s.Z + s.HalfWidth) : null,
        IntervalCounts = s.HalfWidthCounts,
        JointZ = null,
        JointCoverage = null,
        LogOdds = null,
        UsedInGrid = false,
        Note = "",
        File = s.Provenance.File,
        Sha256 = s.Provenance.Sha256,
    };

    private IEnumerable<EpigeneticResult> Epigenetics(PersonData person, PersonModel model)
    {
        foreach (var config in measures.Study.Config.Epigenetics)
        {
            var feature = EpigeneticMeasure.FeatureOf(config);
            if (person.Features.FirstOrDefault(f => f.Feature == feature) is not { } value || layers.ZOf(config, person) is not { } z)
            {
                continue;
            }

            double reliability = layers.ReliabilityOf(config, person);
            double half = NormalQuantile975 * Math.Sqrt(reliability * (1 - reliability));
            var adjusted = measures.Epigenetics.AdjustedFor(config);
            yield return new()
            {
                Id = config.Id,
                Name = value.Name,
                Measure = config.Measure,
                PathwayId = config.Pathway.Key,
                Role = config.Role.ToString().ToLowerInvariant(),
                Value = value.Value,
                Adjusted = value.Compared,
                AdjustedFor = adjusted,
                Z = z,
                Interval = new((reliability * z) - half, (reliability * z) + half),
                Coverage = measures.Epigenetics.CoverageOf(config, person.Id),
                Marks = measures.Epigenetics.MarksOf(config),
                Reliability = reliability,
                LiabilityR2 = config.IsEvidence ? layers.LiabilityR2Of(config) : 0,
                ScoreCorrelation = layers.ScoreCorrelationOf(config),
                LogOdds = config.IsEvidence ? model.Contributions.FirstOrDefault(c => c.Pathway == config.Pathway && c.IsEpigenetic)?.LogOdds : null,
                File = value.Provenance.File,
                Sha256 = value.Provenance.Sha256,
                Note = Note(config, adjusted),
            };
        }
    }

    private static string Note(EpigeneticConfig config, IReadOnlyList<string> adjusted)
    {
        string direction = config.LowActs ? "low values mean more liability, z is turned round" : "";
        string confounded = config.IsEvidence && adjusted.Count == 0 ? "not adjusted for age, smoking, cell composition or exposures, which may explain it" : "";
        return Join(direction, confounded, config is { IsEvidence: true, LiabilityR2: null } ? "share of liability taken to be that of the polygenic score" : "");
    }
}
