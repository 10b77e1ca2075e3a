using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>
/// Matches weights to genotypes by chromosome, position and alleles (by id where a row has no position). Per row, in order:
/// same strand, other strand for single bases, effect allele alone where no other is given. Indels match exactly or swapped, never complemented.
/// </summary>
public static class Harmoniser
{
    /// <summary>Largest minor allele frequency at which frequencies tell the strand: the Open Targets harmoniser's default.</summary>
    public const double LargestMinorFrequency = 0.42;

    /// <summary>Largest difference of effect-allele frequencies.</summary>
    public const double LargestFrequencyDifference = 0.2;

    /// <summary>Smallest forward share at which ambiguous variants count as forward.</summary>
    public const double SmallestForwardShare = 0.99;

    private const int FewestForStrand = 10;

    /// <summary>Matches every row. Errors: E451 different builds, E431 no frequencies for frequency mode, E416 nothing matched. Warning E452: fewer than 75 % of rows matched.</summary>
    public static Parsed<HarmonisedWeights> Run(WeightFile weights, IGenotypeSource genotypes, HarmonisationOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Ambiguous == AmbiguousMode.Frequency && options.Frequencies is null && genotypes.Samples.Count(s => s.IsFounder) < PolygenicScore.FewestFounders)
        {
            return Parsed.Failed<HarmonisedWeights>(Diagnostic.Error("E431", "Too few people to know the allele frequencies", new(genotypes.File), fix: "Pass --allele-frequencies FILE, or another --ambiguous mode"));
        }

        var index = new PositionIndex(weights, genotypes.Variants);
        var builds = BuildCheck.Run(weights, genotypes, index);
        return builds.Then(build => Finish(new Matching(weights, genotypes, options, index, build.UseOther).Run(build.Build), genotypes));
    }

    private static Parsed<HarmonisedWeights> Finish(HarmonisedWeights result, IGenotypeSource genotypes)
    {
        double rate = result.MatchRate;
        var place = new Place(result.Weights.File);
        string counts = string.Join(", ", result.Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Reason.Code()} {c.Count}")));
        if (!(rate > 0))
        {
            return Parsed.Failed<HarmonisedWeights>(Diagnostic.Error("E416", "No weight fits any variant", place, counts, $"variants of {genotypes.File}", "Check that both use the same genome build and that alleles are given"));
        }

        return rate < 0.75
            ? Parsed.Of(result, [Diagnostic.Warning("E452", string.Create(CultureInfo.InvariantCulture, $"Only {100 * rate:F1} % of the weights were matched"), place, counts, "at least 75 %", "Impute the genotypes, or see the reason of each row with genetics harmonize")])
            : Parsed.Of(result);
    }

    /// <summary>One run over the rows.</summary>
    private sealed class Matching(WeightFile weights, IGenotypeSource genotypes, HarmonisationOptions options, PositionIndex index, bool useOther)
    {
        private readonly HarmonisedRow[] _rows = new HarmonisedRow[weights.Rows.Count];

        public HarmonisedWeights Run(GenomeBuild build)
        {
            for (int i = 0; i < _rows.Length; i++)
            {
                _rows[i] = Match(weights.Rows[i]);
            }

            double forward = ForwardShare();
            SettleAmbiguous(forward);
            DropDuplicates();
            return new(weights, build, _rows, forward);
        }

        private HarmonisedRow Match(WeightRow row)
        {
            string? chromosome = useOther ? row.OtherBuildChromosome : row.Chromosome;
            int position = useOther ? row.OtherBuildPosition : row.Position;
            var candidates = chromosome is null ? index.Named(row) : index.At(chromosome, position);
            HarmonisedRow Left(MatchReason reason) => new(row, chromosome, position, reason, -1, false);
            if (candidates.IsEmpty)
            {
                return Left(MatchReason.NoMatch);
            }

            if (chromosome is not null && IsElsewhere(row, candidates))
            {
                return Left(MatchReason.IdElsewhere);
            }

            string effect = Alleles.Upper(row.EffectAllele);
            string? other = row.OtherAllele is null ? null : Alleles.Upper(row.OtherAllele);
            if (!Alleles.IsSequence(effect) || (other is not null && (!Alleles.IsSequence(other) || other == effect)))
            {
                return Left(MatchReason.InvalidAllele);
            }

            int v = OnlyOfKind(candidates, effect, other, out int ofKind);
            if (ofKind == 0)
            {
                return Left(MatchReason.AlleleMismatch);
            }

            if (ofKind > 1 || genotypes.Variants[v].AlternateCount > 1)
            {
                return Left(MatchReason.MultiAllelic);
            }

            var reason = Compare(effect, other, Alleles.Upper(genotypes.Variants[v].Allele1), Alleles.Upper(genotypes.Variants[v].Allele2), out bool first);
            return reason.IsMatch() ? new(row, chromosome, position, reason, v, first) : Left(reason);
        }

        /// <summary>A merged rs id is absent from the genotypes; one that stands at another place, while other rs ids stand here, is not this variant.</summary>
        private bool IsElsewhere(WeightRow row, ReadOnlySpan<int> here)
        {
            if (!row.HasId || !row.Utf8Id.StartsWith("rs"u8) || index.Named(row).IsEmpty)
            {
                return false;
            }

            string? id = row.Id;
            foreach (int v in here)
            {
                if (genotypes.Variants[v].Id == id || !genotypes.Variants[v].Id.StartsWith("rs", StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Candidates of the row's kind: single-base variants for a single-base row, others for others.</summary>
        private int OnlyOfKind(ReadOnlySpan<int> candidates, string effect, string? other, out int count)
        {
            count = 0;
            int found = -1;
            bool single = Alleles.IsBase(effect) && (other is null || Alleles.IsBase(other));
            foreach (int v in candidates)
            {
                var variant = genotypes.Variants[v];
                bool singleVariant = variant.Allele1.Length == 1 && variant.Allele2.Length == 1;
                if (singleVariant == single || other is null)
                {
                    found = v;
                    count++;
                }
            }

            return found;
        }

        private static MatchReason Compare(string effect, string? other, string allele1, string allele2, out bool first)
        {
            first = effect == allele1;
            if (other is null)
            {
                return first ? MatchReason.NoOtherAlt : effect == allele2 ? MatchReason.NoOtherRef : MatchReason.AlleleMismatch;
            }

            if (effect == allele2 && other == allele1)
            {
                return MatchReason.RefAlt;
            }

            if (first && other == allele2)
            {
                return MatchReason.AltRef;
            }

            string? flippedEffect = Alleles.Complement(effect);
            string? flippedOther = Alleles.Complement(other);
            first = flippedEffect == allele1;
            if (flippedEffect is null || flippedOther is null)
            {
                return MatchReason.AlleleMismatch;
            }

            return flippedEffect == allele2 && flippedOther == allele1 ? MatchReason.RefAltFlip : first && flippedOther == allele2 ? MatchReason.AltRefFlip : MatchReason.AlleleMismatch;
        }

        private bool IsAmbiguous(in HarmonisedRow row) =>
            row.Variant >= 0 && Alleles.AreAmbiguous(Alleles.Upper(genotypes.Variants[row.Variant].Allele1), Alleles.Upper(genotypes.Variants[row.Variant].Allele2));

        private double ForwardShare()
        {
            int forward = 0;
            int all = 0;
            foreach (var row in _rows)
            {
                if (row.Reason <= MatchReason.AltRefFlip && !IsAmbiguous(row))
                {
                    all++;
                    forward += row.Reason <= MatchReason.AltRef ? 1 : 0;
                }
            }

            return all < FewestForStrand ? double.NaN : (double)forward / all;
        }

        private void SettleAmbiguous(double forwardShare)
        {
            bool forward = options.Ambiguous == AmbiguousMode.Forward || (options.Ambiguous == AmbiguousMode.FileStrand && forwardShare >= SmallestForwardShare);
            for (int i = 0; i < _rows.Length; i++)
            {
                if (!_rows[i].Reason.IsMatch())
                {
                    continue;
                }

                if (options.Ambiguous == AmbiguousMode.Frequency)
                {
                    _rows[i] = ByFrequency(_rows[i]);
                }
                else if (!forward && IsAmbiguous(_rows[i]))
                {
                    _rows[i] = _rows[i] with { Reason = MatchReason.Ambiguous, Variant = -1 };
                }
            }
        }

        private HarmonisedRow ByFrequency(HarmonisedRow row)
        {
            double theirs = row.Row.EffectFrequency;
            bool ambiguous = IsAmbiguous(row);
            double allele1 = double.IsNaN(theirs) ? double.NaN : FrequencyOf(row.Variant);
            double ours = row.NamesAllele1 ? allele1 : 1 - allele1;
            if (double.IsNaN(theirs) || double.IsNaN(ours))
            {
                return ambiguous ? row with { Reason = MatchReason.AmbiguousNoFrequency, Variant = -1 } : row;
            }

            if (ambiguous)
            {
                if (Math.Min(theirs, 1 - theirs) >= LargestMinorFrequency || Math.Min(ours, 1 - ours) >= LargestMinorFrequency)
                {
                    return row with { Reason = MatchReason.AmbiguousNearHalf, Variant = -1 };
                }

                if ((theirs < 0.5) != (ours < 0.5))
                {
                    // Opposite sides of one half: the weight is on the other strand, its effect allele is the other one here.
                    bool first = !row.NamesAllele1;
                    row = row with { NamesAllele1 = first, Reason = first ? MatchReason.AltRefFlip : MatchReason.RefAltFlip };
                    ours = 1 - ours;
                }
            }

            return Math.Abs(theirs - ours) > LargestFrequencyDifference ? row with { Reason = MatchReason.FrequencyConflict, Variant = -1 } : row;
        }

        private double FrequencyOf(int v) => options.Frequencies?.OfAllele1(genotypes.Variants[v]) ?? FounderFrequency.Of(genotypes, v);

        /// <summary>Rows that name one variant twice: equal rows count once, contradicting ones not at all.</summary>
        private void DropDuplicates()
        {
            Dictionary<int, int> firstRow = [];
            HashSet<int> contradicted = [];
            for (int i = 0; i < _rows.Length; i++)
            {
                if (!_rows[i].Reason.IsMatch() || firstRow.TryAdd(_rows[i].Variant, i))
                {
                    continue;
                }

                int first = firstRow[_rows[i].Variant];
                if (_rows[first].NamesAllele1 != _rows[i].NamesAllele1 || !_rows[first].Row.HasWeightsOf(_rows[i].Row))
                {
                    contradicted.Add(first);
                }

                _rows[i] = _rows[i] with { Reason = MatchReason.Duplicate, Variant = -1 };
            }

            foreach (int i in contradicted)
            {
                _rows[i] = _rows[i] with { Reason = MatchReason.Duplicate, Variant = -1 };
            }
        }
    }
}
