using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>All rows of a weight file with one reason each.</summary>
/// <param name="Weights">The file.</param>
/// <param name="Build">Build of the positions used.</param>
/// <param name="Rows">One entry a row, in file order.</param>
/// <param name="ForwardShare">Share of unambiguous matches on the forward strand; NaN without any.</param>
public sealed record HarmonisedWeights(WeightFile Weights, GenomeBuild Build, IReadOnlyList<HarmonisedRow> Rows, double ForwardShare)
{
    /// <summary>Share of rows used.</summary>
    public double MatchRate => Rows.Count == 0 ? double.NaN : (double)Rows.Count(r => r.Reason.IsMatch()) / Rows.Count;

    /// <summary>Share of weight mass used, sum |w| sqrt(2pq) with the file's frequencies; NaN when any is missing.</summary>
    public double MassRate
    {
        get
        {
            double Mass(HarmonisedRow r) => Math.Abs(r.Row.Weight(0)) * Math.Sqrt(2 * r.Row.EffectFrequency * (1 - r.Row.EffectFrequency));
            return Rows.Where(r => r.Reason.IsMatch()).Sum(Mass) / Rows.Sum(Mass);
        }
    }

    /// <summary>Rows by reason, only those that occur, in the order of the reasons.</summary>
    public IEnumerable<(MatchReason Reason, int Count)> Counts => Rows.GroupBy(r => r.Reason).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()));

    /// <summary>The used rows as terms of a score.</summary>
    public ScoreTerms ToTerms()
    {
        List<(int, bool, WeightRow)> matches = new(Rows.Count(r => r.Reason.IsMatch()));
        matches.AddRange(Rows.Where(r => r.Reason.IsMatch()).Select(r => (r.Variant, r.NamesAllele1, r.Row)));
        return ScoreTerms.From(Weights.ScoreNames, matches, [.. Rows.Where(r => !r.Reason.IsMatch()).Select(r => new AbsentWeight(r.Row, r.Chromosome, r.Position))]) with { Build = Build };
    }
}
