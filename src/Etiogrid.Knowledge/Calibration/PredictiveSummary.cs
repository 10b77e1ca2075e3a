namespace Etiogrid.Knowledge.Calibration;

/// <summary>What a simulated population shows.</summary>
/// <param name="Symptoms">Prevalence of each symptom dimension.</param>
/// <param name="States">Prevalence of each causal state.</param>
/// <param name="Patterns">Distribution of symptom patterns of each outcome in the population.</param>
/// <param name="Exposed">The same among the exposed: [pair][pattern].</param>
/// <param name="Counts">Exposed people.</param>
/// <param name="People">All people.</param>
internal sealed record PredictiveSummary(double[] Symptoms, double[] States, double[][] Patterns, double[][] Exposed, double[] Counts, int People)
{
    /// <summary>log odds ratio of a pair's outcome between exposed and unexposed people of the population.</summary>
    public double LogOddsRatio(CalibrationModel model, int pair, double intercept)
    {
        var (exposure, outcome) = model.Pairs[pair];
        double n = Counts[exposure];
        double all = model.Outcomes[outcome].Probability(Patterns[outcome], intercept);
        double exposed = model.Outcomes[outcome].Probability(Exposed[pair], intercept);
        double unexposed = ((all * People) - (exposed * n)) / (People - n);
        return Numerics.Functions.Logit.FromProbability(exposed) - Numerics.Functions.Logit.FromProbability(unexposed);
    }
}
