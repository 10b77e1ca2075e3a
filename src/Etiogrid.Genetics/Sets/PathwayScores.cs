using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Pathway-specific polygenic scores: one centred score a person and gene set, with its coverage, its deviation from the person's own
/// genomic background and from the reference people. One pass over the genotypes; needs no phenotype; works for one person with
/// reference frequencies. Method after PRSet (Choi et al. 2023, doi 10.1371/journal.pgen.1010624); the background moments are exact.
/// </summary>
public static class PathwayScores
{
    /// <summary>
    /// Computes all sets. Errors: E431 fewer than 50 founders without frequencies, E432 a variant without frequency, E445 no scored variant
    /// lies in any gene (wrong build?). Warning E446 names sets without variants.
    /// </summary>
    public static Parsed<PathwayScoreTable> Compute(ScoreTerms terms, IGenotypeSource genotypes, IReadOnlyList<GeneSet> sets, GeneLocations locations, PathwayScoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(locations);
        ArgumentNullException.ThrowIfNull(options);
        var membership = new SetMembership(sets, new GeneIndex(locations, options.Window));
        var map = PathwayMap.Build(terms, genotypes.Variants, membership, PathwayMap.Memberships(terms, genotypes.Variants, membership));
        return Compute(terms, genotypes, map, locations, options);
    }

    /// <summary>Computes all sets of a map that exists already.</summary>
    internal static Parsed<PathwayScoreTable> Compute(ScoreTerms terms, IGenotypeSource genotypes, PathwayMap map, GeneLocations locations, PathwayScoreOptions options)
    {
        if (map.BackgroundCount == 0)
        {
            return Parsed.Failed<PathwayScoreTable>(Diagnostic.Error("E445", "No scored variant lies in any gene", new(locations.File), fix: "Check that gene locations and genotypes use the same genome build"));
        }

        return PolygenicScore.FrequenciesFor(terms, genotypes, MissingDosage.Center, options.Frequencies).Then(frequencies =>
        {
            var plan = Plan(terms, genotypes, map, frequencies, options.Threads);
            var sums = ScoreEngine.Run(plan);
            return Parsed.Of(new Assembly(terms, genotypes, map, plan, sums, options.Frequencies is not null).Table(), EmptySets(map, locations));
        });
    }

    private static ScorePlan Plan(ScoreTerms terms, IGenotypeSource genotypes, PathwayMap map, double[]? frequencies, int threads)
    {
        int background = map.Sets.Count;
        var targets = map.Targets;
        List<ScoreColumn> columns =
        [
            new(terms.Weights[0]),
            new(terms.Weights[0], Squared: true, [.. targets.PatternTargets.Select(p => p.Contains(background) ? new[] { background } : [])]),
        ];
        double[] errors = Array.ConvertAll(terms.Rows, r => r.StandardError);
        if (Array.TrueForAll(errors, double.IsFinite))
        {
            columns.Add(new(errors, Squared: true, [.. targets.PatternTargets.Select(p => p.Where(t => t != background).ToArray())]));
        }

        return new ScorePlan
        {
            Genotypes = genotypes,
            Variants = terms.Variants,
            NamesAllele1 = terms.NamesAllele1,
            Patterns = targets.Patterns,
            PatternTargets = targets.PatternTargets,
            TargetCount = background + 1,
            Columns = [.. columns],
            Missing = MissingDosage.Center,
            NamedFrequencies = frequencies,
            Threads = threads,
        };
    }

    private static IEnumerable<Diagnostic> EmptySets(PathwayMap map, GeneLocations locations)
    {
        var empty = map.Sets.Where((_, s) => map.Targets.TermCounts[s] == 0).Select(s => s.Name).ToList();
        return empty.Count == 0
            ? []
            : [Diagnostic.Warning("E446", string.Create(CultureInfo.InvariantCulture, $"{empty.Count} of {map.Sets.Count} gene sets hold no scored variant"), new(locations.File), empty[0])];
    }

    /// <summary>Turns sums into scores and deviations.</summary>
    private sealed class Assembly(ScoreTerms terms, IGenotypeSource genotypes, PathwayMap map, ScorePlan plan, ScoreSums sums, bool hardyWeinberg)
    {
        private readonly int _people = genotypes.Samples.Count;
        private readonly double[] _variances = Variances(terms, sums);

        public PathwayScoreTable Table()
        {
            var scores = Enumerable.Range(0, map.Sets.Count).Select(s => sums.Padded[0][s][.._people]).ToArray();
            var covariance = hardyWeinberg ? HardyWeinbergCovariance() : SampleCovariance(scores);
            var pathways = Enumerable.Range(0, map.Sets.Count).Select(s => Pathway(s, scores[s], covariance[s, s])).ToArray();
            return new(genotypes.Samples, pathways, covariance, ReferenceKind.GenotypeReference, map.BackgroundCount);
        }

        private PathwayScore Pathway(int set, double[] scores, double variance)
        {
            int k = map.Targets.TermCounts[set];
            double mean = hardyWeinberg ? 0 : Moments.Mean(scores);
            double deviation = variance > 0 ? Math.Sqrt(variance) : double.NaN;
            double absentMass = map.AbsentMass(set);
            double mass = FoundMass(set);
            return new()
            {
                Set = map.Sets[set].Name,
                VariantCount = k,
                GeneCount = map.GeneCounts[set],
                Scores = k == 0 ? NotANumber() : scores,
                BackgroundZ = BackgroundZ(set, k, scores),
                ReferenceZ = [.. scores.Select(s => k == 0 ? double.NaN : (s - mean) / deviation)],
                ReferenceMean = mean,
                ReferenceStandardDeviation = deviation,
                Coverage = [.. sums.MissingMass[set].Select(m => mass + absentMass > 0 ? Math.Max(0, mass - m) / (mass + absentMass) : double.NaN)],
                StandardErrors = [.. Enumerable.Range(0, _people).Select(i => StandardError(set, i))],
            };
        }

        private double[] NotANumber() => [.. Enumerable.Repeat(double.NaN, _people)];

        /// <summary>
        /// For k of B contributions c drawn without replacement: mean k avg(c), variance k (1 - k/B) S^2 with S^2 the variance (B - 1) of c.
        /// </summary>
        private double[] BackgroundZ(int set, int k, double[] scores)
        {
            double b = map.BackgroundCount;
            var sum = sums.Padded[0][map.Sets.Count];
            var squares = sums.Padded[1][map.Sets.Count];
            double[] z = NotANumber();
            for (int i = 0; i < _people && k > 0 && k < b; i++)
            {
                double spread = (squares[i] - (sum[i] * sum[i] / b)) / (b - 1);
                double variance = k * (1 - (k / b)) * spread;
                z[i] = variance > 0 ? (scores[i] - (k * sum[i] / b)) / Math.Sqrt(variance) : double.NaN;
            }

            return z;
        }

        private double StandardError(int set, int person)
        {
            double weights = plan.Columns.Length > 2 && sums.Padded[2][set].Length > 0 ? sums.Padded[2][set][person] : 0;
            return Math.Sqrt(sums.MissingVariance[set][person] + map.AbsentVariance(set) + weights);
        }

        private double FoundMass(int set)
        {
            double mass = 0;
            for (int t = 0; t < _variances.Length; t++)
            {
                mass += map.Holds(set, t) ? Math.Sqrt(_variances[t]) : 0;
            }

            return mass;
        }

        private Matrix HardyWeinbergCovariance()
        {
            var covariance = new Matrix(map.Sets.Count, map.Sets.Count);
            for (int t = 0; t < _variances.Length; t++)
            {
                int[] members = map.Targets.PatternTargets[map.Targets.Patterns[t]];
                foreach (int a in members.Where(m => m < map.Sets.Count))
                {
                    foreach (int b in members.Where(m => m < map.Sets.Count))
                    {
                        covariance[a, b] += _variances[t];
                    }
                }
            }

            return covariance;
        }

        private Matrix SampleCovariance(double[][] scores)
        {
            double[][] centred = [.. scores.Select(s => { double mean = Moments.Mean(s); return s.Select(v => v - mean).ToArray(); })];
            var covariance = new Matrix(scores.Length, scores.Length);
            for (int a = 0; a < scores.Length; a++)
            {
                for (int b = a; b < scores.Length; b++)
                {
                    covariance[a, b] = covariance[b, a] = Moments.Dot(centred[a], centred[b]) / (_people - 1);
                }
            }

            return covariance;
        }

        private static double[] Variances(ScoreTerms terms, ScoreSums sums)
        {
            double[] variances = new double[terms.Count];
            for (int t = 0; t < variances.Length; t++)
            {
                double p = sums.Frequencies[t];
                double w = terms.Weights[0][t];
                variances[t] = double.IsNaN(p) ? 0 : w * w * 2 * p * (1 - p);
            }

            return variances;
        }
    }
}
