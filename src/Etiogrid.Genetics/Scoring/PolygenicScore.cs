using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Scoring;

/// <summary>Polygenic scores with the meaning of plink2 <c>--score</c>.</summary>
public static class PolygenicScore
{
    /// <summary>Fewest founders whose genotypes may serve as their own allele frequencies: plink2's rule.</summary>
    public const int FewestFounders = 50;

    /// <summary>
    /// Scores every person. Error E431: fewer than 50 founders and no frequencies where the treatment of missing genotypes needs them;
    /// E432: a scored variant has no frequency in the file given.
    /// </summary>
    public static Parsed<ScoreTable> Compute(ScoreTerms terms, IGenotypeSource genotypes, ScoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Sets is not null && terms.Memberships is not null)
        {
            throw new ArgumentException("Gene sets are scored with one weight file at a time.", nameof(options));
        }

        var targets = options.Sets ?? TargetsOf(terms);
        return FrequenciesFor(terms, genotypes, options.Missing, options.Frequencies).Select(frequencies =>
        {
            var plan = new ScorePlan
            {
                Genotypes = genotypes,
                Variants = terms.Variants,
                NamesAllele1 = terms.NamesAllele1,
                Patterns = targets.Patterns,
                PatternTargets = targets.PatternTargets,
                TargetCount = targets.Names.Count,
                Columns = [.. terms.Weights.Select((w, c) => new ScoreColumn(w, PatternTargets: TargetsOfColumn(terms, targets, c)))],
                Missing = options.Missing,
                NamedFrequencies = frequencies,
                MissingByTarget = options.Missing == MissingDosage.Zero && (options.Sets ?? (object?)terms.Memberships) is not null,
                Threads = options.Threads,
            };
            return ToTable(plan, ScoreEngine.Run(plan), terms, targets, options.Sets is null);
        });
    }

    /// <summary>Named-allele frequencies from a file, or null to count them in the sample.</summary>
    internal static Parsed<double[]?> FrequenciesFor(ScoreTerms terms, IGenotypeSource genotypes, MissingDosage missing, AlleleFrequencies? given)
    {
        if (given is null)
        {
            int founders = genotypes.Samples.Count(s => s.IsFounder);
            return missing == MissingDosage.Zero || founders >= FewestFounders
                ? Parsed.Of<double[]?>(null)
                : Parsed.Failed<double[]?>(Diagnostic.Error(
                    "E431",
                    "Too few people to know the allele frequencies",
                    new(genotypes.File),
                    string.Create(CultureInfo.InvariantCulture, $"{founders} founders"),
                    string.Create(CultureInfo.InvariantCulture, $"at least {FewestFounders} founders, or reference frequencies"),
                    "Pass --allele-frequencies FILE (plink2 --freq of a matching reference panel), or --missing zero"));
        }

        var bag = new DiagnosticBag();
        double[] frequencies = new double[terms.Count];
        int absent = 0;
        for (int t = 0; t < frequencies.Length; t++)
        {
            var variant = genotypes.Variants[terms.Variants[t]];
            double p = given.OfAllele1(variant);
            frequencies[t] = terms.NamesAllele1[t] ? p : 1 - p;
            if (double.IsNaN(p))
            {
                absent++;
                bag.Add(Diagnostic.Error("E432", "A scored variant has no allele frequency", new(given.File), $"{variant.Id} {variant.Allele1}/{variant.Allele2}", "a frequency for each scored variant, same id and alleles", "Write frequencies for all scored variants, or leave the variant out of the weights"));
            }
        }

        return missing == MissingDosage.Zero && absent > 0 ? Parsed.Of<double[]?>(null) : bag.Finish<double[]?>(() => frequencies);
    }

    private static ScoreTable ToTable(ScorePlan plan, ScoreSums sums, ScoreTerms terms, ScoreTargets targets, bool whole)
    {
        int people = plan.Genotypes.Samples.Count;
        long[] alleles = new long[people];
        long[] denominators = new long[people];
        var all = Carried(plan, _ => true, once: true);
        for (int i = 0; i < people; i++)
        {
            long carried = all.Of(plan.Genotypes.Samples[i]);
            alleles[i] = carried - sums.MissingOf(i);
            denominators[i] = plan.Missing == MissingDosage.Zero ? alleles[i] : carried;
        }

        List<ScoreResult> results = [];
        var names = terms.ScoreNames;
        for (int c = 0; c < names.Count; c++)
        {
            // Whole scores stand under their file's target, set scores under every set.
            var shown = whole ? Enumerable.Repeat(terms.Memberships is null ? 0 : terms.FileOfColumn[c], 1) : Enumerable.Range(0, targets.Names.Count);
            foreach (int t in shown)
            {
                string name = whole ? names[c] : names.Count == 1 ? targets.Names[t] : $"{names[c]}.{targets.Names[t]}";
                bool total = whole && terms.Memberships is null;
                results.Add(new(name, targets.TermCounts[t], sums.Padded[c][t][..people], total ? denominators : Denominators(plan, sums, t)));
            }
        }

        return new(plan.Genotypes.Samples, alleles, denominators, [.. Enumerable.Range(0, people).Select(sums.NamedDosage)], results);
    }

    private static ScoreTargets TargetsOf(ScoreTerms terms) =>
        terms.Memberships is { } files ? ScoreTargets.From([.. Enumerable.Range(0, terms.FileOfColumn.Max() + 1).Select(f => string.Create(CultureInfo.InvariantCulture, $"file {f + 1}"))], files) : ScoreTargets.Single(terms.Count);

    /// <summary>A column of one of several files feeds that file's target only.</summary>
    private static int[][]? TargetsOfColumn(ScoreTerms terms, ScoreTargets targets, int column) =>
        terms.Memberships is null ? null : [.. targets.PatternTargets.Select(p => p.Where(t => t == terms.FileOfColumn[column]).ToArray())];

    private static long[] Denominators(ScorePlan plan, ScoreSums sums, int target)
    {
        var carried = Carried(plan, t => plan.PatternTargets[plan.Patterns[t]].Contains(target), once: false);
        long[] denominators = new long[plan.Genotypes.Samples.Count];
        for (int i = 0; i < denominators.Length; i++)
        {
            denominators[i] = carried.Of(plan.Genotypes.Samples[i]) - (plan.Missing == MissingDosage.Zero ? sums.MissingAlleles[target][i] : 0);
        }

        return denominators;
    }

    /// <summary>Alleles that people carry at some terms.</summary>
    private static CarriedAlleles Carried(ScorePlan plan, Func<int, bool> chosen, bool once)
    {
        int diploid = 0, male = 0, haploid = 0;
        for (int t = 0; t < plan.Variants.Length; t++)
        {
            if ((once && !plan.IsFirst(t)) || !chosen(t))
            {
                continue;
            }

            diploid += plan.IsHaploid(t) ? 0 : 1;
            male += plan.Inherited[t] == Inheritance.YLinked ? 1 : 0;
            haploid += plan.Inherited[t] == Inheritance.Mitochondrial ? 1 : 0;
        }

        return new(diploid, male, haploid);
    }

    /// <summary>Variants with two copies, with one in men, with one in everybody.</summary>
    private readonly record struct CarriedAlleles(int Diploid, int Male, int Haploid)
    {
        public long Of(GenotypeSample person) => (2L * Diploid) + Haploid + (person.Sex == Sex.Male ? Male : 0);
    }
}
