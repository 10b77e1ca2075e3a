using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>What a labelled reference panel says about the study's people: ancestry-adjusted scores, and how the scores of pathways go together.</summary>
/// <param name="Adjusted">By set and person of the genotypes; null for a set whose scores do not vary in the panel.</param>
/// <param name="Calls">By person: where they lie among the panel's populations.</param>
/// <param name="Populations">The panel's populations.</param>
/// <param name="Covariance">Covariance of the sets' scores within the panel's populations.</param>
/// <param name="People">Panel people used.</param>
public sealed record GeneticsPanel(IReadOnlyList<AncestryScore[]?> Adjusted, IReadOnlyList<PopulationCall> Calls, IReadOnlyList<string> Populations, Matrix Covariance, int People)
{
    /// <summary>Scores the panel and the study over the variants that both have. Errors: those of the genotypes, labels and ancestry model.</summary>
    public static Parsed<GeneticsPanel> Read(string referencePath, string labelsPath, ScoreTerms terms, IGenotypeSource genotypes, IReadOnlyList<GeneSet> sets, GeneLocations genes, PathwayScoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var opened = GenotypeFile.Open(referencePath);
        if (!opened.TryGetValue(out var reference))
        {
            return Parsed.Failed<GeneticsPanel>(opened.Diagnostics, opened.DroppedDiagnostics);
        }

        using (reference)
        {
            return PopulationLabels.Read(labelsPath, reference.Samples)
                .Then(labels => AncestryModel.Fit(reference, labels, genotypes, options.Threads))
                .Then(model => ClumpedPathways.Build(terms, genotypes, sets, genes, options.Window, null)
                    .Then(pathways => pathways.ScoreWith(reference, options.Threads))
                    .Select(scores => Combine(model, scores.Target, [.. scores.Reference.Select(s => model.ReferencePeople.Select(i => s[i]).ToArray())])));
        }
    }

    private static GeneticsPanel Combine(AncestryModel model, double[][] target, double[][] reference)
    {
        double[][] within = [.. reference.Select(s => WithinPopulations(s, model.ReferenceLabels))];
        var covariance = new Matrix(within.Length, within.Length);
        for (int a = 0; a < within.Length; a++)
        {
            for (int b = a; b < within.Length; b++)
            {
                covariance[a, b] = covariance[b, a] = Moments.Dot(within[a], within[b]) / (model.ReferencePeople.Count - model.Populations.Count);
            }
        }

        return new(
            [.. target.Select((t, s) => model.Normalise(reference[s], t))],
            [.. Enumerable.Range(0, model.TargetSamples.Count).Select(model.Call)],
            model.Populations,
            covariance,
            model.ReferencePeople.Count);
    }

    /// <summary>Scores less the mean of their population: differences between populations are no shared genes.</summary>
    private static double[] WithinPopulations(double[] scores, IReadOnlyList<string> labels)
    {
        var means = scores.Zip(labels).GroupBy(x => x.Second, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Average(x => x.First), StringComparer.Ordinal);
        return [.. scores.Select((s, i) => s - means[labels[i]])];
    }
}
