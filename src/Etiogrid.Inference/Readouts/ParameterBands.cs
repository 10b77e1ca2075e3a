using Etiogrid.Inference.Person;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Readouts;

/// <summary>
/// Bands of every posterior under the uncertainty of the grid's parameters, to first order on the log-odds scale:
/// dP(altered_k)/dtheta = Cov(altered_k, d log p(states, observations)/dtheta) under the posterior, and
/// Var(P) = sum over parameters of sd^2 (dP/dtheta)^2. The squares come from two independent halves of the draws, so that sampling
/// noise adds nothing on average; the pathway's own prevalence, usually the largest part, is exact.
/// Parameters: prevalences, symptom links and leaks, couplings, marker loadings, spontaneous change.
/// </summary>
/// <param name="Bands">By pathway.</param>
/// <param name="Parameters">The ten that move some posterior most.</param>
public sealed record ParameterBands(IReadOnlyList<ProbabilityBand> Bands, IReadOnlyList<InfluentialParameter> Parameters)
{
    private const double Quartile = 0.6744897501960817;
    private const double Percentile97 = 1.959963984540054;
    private const int Named = 10;
    private const int Chains = 4;

    /// <summary>The bands of a person's posterior.</summary>
    /// <param name="person">The person's model.</param>
    /// <param name="posterior">Its posterior.</param>
    /// <param name="draws">Draws from it, as <see cref="GridInference.Draw"/> makes them: four chains taking turns.</param>
    public static ParameterBands Of(PersonModel person, GridPosterior posterior, ConfigurationDraws draws)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(draws);
        var scores = new ParameterScores(person);
        int n = person.Model.Pathways.Count;
        var halves = Halves(scores, draws, n);
        var bands = new ProbabilityBand[n];
        var parameters = new List<InfluentialParameter>();
        for (int k = 0; k < n; k++)
        {
            double own = scores.PrevalenceSd(k) * posterior.Causal(k) * (1 - posterior.Altered(k));
            bands[k] = Band(posterior.Altered(k), (own * own) + Math.Max(0, OtherVariance(scores, halves, k)));
        }

        for (int j = 0; j < scores.Count; j++)
        {
            parameters.Add(Strongest(scores, posterior, halves, j, n));
        }

        return new(bands, [.. parameters.OrderByDescending(p => Math.Abs(p.Change)).Take(Named)]);
    }

    private static ScoreCovariance[] Halves(ParameterScores scores, ConfigurationDraws draws, int pathways)
    {
        ScoreCovariance[] halves = [new(pathways, scores.Count), new(pathways, scores.Count)];
        double[] values = new double[scores.Count];
        for (int i = 0; i < draws.Count; i++)
        {
            scores.At(draws.States[i], values);
            halves[i % Chains < Chains / 2 ? 0 : 1].Add(draws.States[i], values);
        }

        return halves;
    }

    private static double OtherVariance(ParameterScores scores, ScoreCovariance[] halves, int pathway)
    {
        double sum = 0;
        for (int j = 0; j < scores.Count; j++)
        {
            double sd = scores.Sd(j);
            sum += scores.IsPrevalenceOf(j, pathway) ? 0 : sd * sd * halves[0].Of(pathway, j) * halves[1].Of(pathway, j);
        }

        return sum;
    }

    private static InfluentialParameter Strongest(ParameterScores scores, GridPosterior posterior, ScoreCovariance[] halves, int j, int pathways)
    {
        int best = 0;
        double largest = 0;
        for (int k = 0; k < pathways; k++)
        {
            double change = scores.Sd(j) * (scores.IsPrevalenceOf(j, k)
                ? posterior.Causal(k) * (1 - posterior.Altered(k))
                : 0.5 * (halves[0].Of(k, j) + halves[1].Of(k, j)));
            (best, largest) = Math.Abs(change) > Math.Abs(largest) ? (k, change) : (best, largest);
        }

        return new(scores.Name(j), best, largest);
    }

    private static ProbabilityBand Band(double p, double variance)
    {
        if (!(p is > 0 and < 1))
        {
            return new(0, p, p, p, p);
        }

        double centre = Logit.FromProbability(p);
        double sd = Math.Sqrt(variance) / (p * (1 - p));
        double At(double x) => Logit.ToProbability(centre + (x * sd));
        return new(sd, At(-Quartile), At(Quartile), At(-Percentile97), At(Percentile97));
    }
}
