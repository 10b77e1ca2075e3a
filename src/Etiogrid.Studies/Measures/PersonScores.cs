using System.Globalization;
using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Sets;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>Turns the scores of all people into those of one: deviations, intervals, and pathways seen together.</summary>
internal sealed class PersonScores(PathwayScoreTable table, GeneticSets sets, GeneticsPanel? panel, bool hasFrequencies, GeneralGrid grid)
{
    private const double NormalQuantile975 = 1.959963984540054;

    private readonly Dictionary<string, string> _pathwayNames = grid.Pathways.ToDictionary(p => p.Id.Key, p => p.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, int> _index = sets.Sets.Select((s, i) => (s.Name, i)).ToDictionary(x => x.Name, x => x.i, StringComparer.Ordinal);

    private Matrix Covariance => panel?.Covariance ?? table.Covariance;

    /// <summary>The scores of one person of the genotypes.</summary>
    public GeneticsPerson Of(int person, Provenance provenance)
    {
        List<SetScoreValue> pathways = [], units = [];
        List<int> pathwayRows = [], unitRows = [];
        for (int s = 0; s < table.Pathways.Count; s++)
        {
            if (Value(s, person, provenance) is not { } value)
            {
                continue;
            }

            bool isPathway = value.Kind == GeneUnitKind.Pathway;
            (isPathway ? pathways : units).Add(value);
            (isPathway ? pathwayRows : unitRows).Add(s);
        }

        double[] coverage = [.. pathways.Select(s => s.Coverage).Where(double.IsFinite)];
        return new(Joint(pathways, pathwayRows), coverage.Length > 0 ? Moments.Mean(coverage) : double.NaN)
        {
            Units = units,
            Ancestry = panel?.Calls[person],
            Populations = panel?.Populations ?? [],
            UnitCorrelation = Correlation(unitRows),
        };
    }

    private SetScoreValue? Value(int set, int person, Provenance provenance)
    {
        var score = table.Pathways[set];
        var adjusted = panel?.Adjusted[set]?[person];
        double z = adjusted?.Norm2 ?? score.ReferenceZ[person];
        if (score.VariantCount == 0 || !double.IsFinite(z))
        {
            return null;
        }

        var geneSet = sets.Sets[set];
        int people = hasFrequencies ? 0 : table.Samples.Count;
        double own = score.StandardErrors[person] / score.ReferenceStandardDeviation;
        double reference = adjusted is { } a ? a.Norm2Error * a.Norm2Error : ReferenceVariance(people, z);
        double half = NormalQuantile975 * Math.Sqrt((own * own) + reference);
        return new()
        {
            Unit = geneSet.Name,
            Kind = geneSet.Kind,
            Title = geneSet.Kind == GeneUnitKind.Pathway ? _pathwayNames[geneSet.Name] : KnowledgeGeneSets.TitleOf(geneSet.Name, geneSet.Description),
            Score = score.Scores[person],
            StandardError = score.StandardErrors[person],
            Reference = new(table.Reference, people, score.ReferenceMean, score.ReferenceStandardDeviation),
            PanelPeople = adjusted is null ? 0 : panel!.People,
            ReferenceZ = score.ReferenceZ[person],
            AncestryZ = adjusted?.Norm2 ?? double.NaN,
            BackgroundZ = score.BackgroundZ[person],
            Coverage = score.Coverage[person],
            Variants = score.VariantCount,
            Genes = score.GeneCount,
            HalfWidth = double.IsFinite(half) ? half : 0,
            HalfWidthCounts = Counts(own, reference, adjusted is not null, people),
            Extrapolated = adjusted is not null && panel!.Calls[person].Extrapolated,
            Provenance = provenance,
            Bearings = [.. sets.Bearings[geneSet.Name].Select(b => new UnitBearing(b.Pathway, b.LiabilityR2, Correlation(set, b.Pathway.Key)))],
        };
    }

    /// <summary>Of a deviation from the mean of n people in their standard deviations: 1/n for the mean, z2/2(n-1) for the standard deviation.</summary>
    private static double ReferenceVariance(int people, double z) => people > 1 ? (1.0 / people) + (z * z / (2.0 * (people - 1))) : 0;

    private string Counts(double own, double reference, bool adjusted, int people)
    {
        List<string> parts = [];
        if (own > 0)
        {
            parts.Add("missing genotypes and errors of the weights");
        }

        if (reference > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"size of the reference ({(adjusted ? panel!.People : people)} people)"));
        }

        return string.Join("; ", parts);
    }

    private double Correlation(int set, string pathway)
    {
        if (!_index.TryGetValue(pathway, out int other))
        {
            return 0;
        }

        double scale = Math.Sqrt(Covariance[set, set] * Covariance[other, other]);
        return scale > 0 ? Math.Clamp(Covariance[set, other] / scale, -1, 1) : 0;
    }

    private Matrix Correlation(List<int> rows)
    {
        var correlation = new Matrix(rows.Count, rows.Count);
        for (int a = 0; a < rows.Count; a++)
        {
            for (int b = 0; b < rows.Count; b++)
            {
                double scale = Math.Sqrt(Covariance[rows[a], rows[a]] * Covariance[rows[b], rows[b]]);
                correlation[a, b] = a == b ? 1 : scale > 0 ? Covariance[rows[a], rows[b]] / scale : 0;
            }
        }

        return correlation;
    }

    /// <summary>Sees all pathway scores of a person together: pathways share genes.</summary>
    private List<SetScoreValue> Joint(List<SetScoreValue> scores, List<int> rows)
    {
        double[] known = [.. scores.Select(s => s.Coverage is > 0 and <= 1 ? s.Coverage : 1)];
        var (z, coverage) = JointScores.Join([.. scores.Select(s => s.Z)], known, Correlation(rows));
        return [.. scores.Select((s, k) => coverage[k] > 0 ? s with { JointZ = z[k], JointCoverage = coverage[k] } : s with { JointZ = s.Z, JointCoverage = known[k] })];
    }
}
