using Etiogrid.Knowledge.Rows;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// An outcome as a view over symptom dimensions: P(outcome | symptoms) = sigmoid(intercept + slope x weighted share of its symptoms).
/// All patterns of its symptoms are enumerated, so the outcome's probability is a sum and not a draw.
/// </summary>
/// <param name="Id">Outcome.</param>
/// <param name="Prevalence">Lifetime prevalence.</param>
/// <param name="Symptoms">Indices of its symptom dimensions.</param>
/// <param name="Weights">Their weights, the largest 1.</param>
/// <param name="Scores">Weighted share of symptoms present, one a pattern; bit j of the pattern is symptom j.</param>
internal sealed record OutcomeView(string Id, double Prevalence, int[] Symptoms, double[] Weights, double[] Scores)
{
    private const int MostSymptoms = 10;

    public static OutcomeView Of(OutcomeRow row, KnowledgeBase tables)
    {
        var parts = tables.OutcomeSymptoms.Where(p => p.Outcome == row.Id).ToList();
        if (parts.Count is 0 or > MostSymptoms)
        {
            throw new InvalidOperationException($"The outcome '{row.Id}' needs 1 to {MostSymptoms} symptom dimensions; it has {parts.Count}.");
        }

        double total = parts.Sum(p => p.Weight);
        var scores = new double[1 << parts.Count];
        for (int pattern = 0; pattern < scores.Length; pattern++)
        {
            for (int j = 0; j < parts.Count; j++)
            {
                scores[pattern] += (pattern >> j & 1) * parts[j].Weight / total;
            }
        }

        var index = tables.Symptoms.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i);
        return new(row.Id, row.LifetimePrevalence, [.. parts.Select(p => index[p.Symptom])], [.. parts.Select(p => p.Weight / parts.Max(q => q.Weight))], scores);
    }

    /// <summary>The outcome's probability under a distribution of patterns.</summary>
    public double Probability(ReadOnlySpan<double> patterns, double intercept)
    {
        double sum = 0;
        for (int s = 0; s < patterns.Length; s++)
        {
            sum += patterns[s] * Logit.ToProbability(intercept + (CalibrationModel.OutcomeSlope * Scores[s]));
        }

        return sum;
    }

    /// <summary>The intercept at which the population has the stated prevalence, by bisection.</summary>
    public double SolveIntercept(ReadOnlySpan<double> patterns)
    {
        double low = -60;
        double high = 60;
        for (int i = 0; i < 80; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = Probability(patterns, middle) < Prevalence ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }
}
