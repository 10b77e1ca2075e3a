using Etiogrid.Inference.Person;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Readouts;

/// <summary>
/// Log-odds of P(altered) as evidence is added group by group, in the fixed order base rate, genes, each exposure, symptoms, each
/// marker group, coupling. Differences of posteriors, so that the steps sum to the posterior's log-odds; the size of a step
/// depends on the order.
/// </summary>
/// <param name="Steps">By pathway.</param>
/// <param name="IsExact">False where a step was sampled; then steps carry sampling error of about .01 in probability.</param>
public sealed record EvidenceDecomposition(IReadOnlyList<IReadOnlyList<DecompositionStep>> Steps, bool IsExact)
{
    /// <summary>The decomposition of a posterior.</summary>
    /// <param name="builder">Builder of the person's grid.</param>
    /// <param name="person">The person's model.</param>
    /// <param name="posterior">Its posterior; the last step ends there.</param>
    /// <param name="options">Seed and threads.</param>
    public static EvidenceDecomposition Of(PersonModelBuilder builder, PersonModel person, GridPosterior posterior, GridInferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(posterior);
        ArgumentNullException.ThrowIfNull(options);
        var stages = new EvidenceStages(builder, person);
        int n = person.Model.Pathways.Count;
        List<DecompositionStep>[] steps = [.. Enumerable.Range(0, n).Select(_ => new List<DecompositionStep>())];
        double[] last = new double[n];
        bool exact = posterior.Engine != GridEngine.TemperedGibbs;
        foreach (var (kind, source, model) in stages.PriorStages())
        {
            Append(steps, last, kind, source, [.. model.Pathways.Select(PriorLogOdds)]);
        }

        var observations = stages.ObservationStages().ToArray();
        var found = GridInference.Marginals([.. observations.Select(o => o.Model)], options);
        for (int i = 0; i < found.Length; i++)
        {
            var marginals = found[i];
            exact &= marginals?.IsExact ?? true;
            Append(steps, last, observations[i].Kind, observations[i].Source, marginals is null ? last : [.. Enumerable.Range(0, n).Select(k => LogOdds(marginals.Altered(k)))]);
        }

        Append(steps, last, EvidenceKind.Coupling, "", [.. Enumerable.Range(0, n).Select(k => LogOdds(posterior.Altered(k)))]);
        return new([.. steps.Select(s => Tidy(s))], exact);
    }

    /// <summary>Log-odds of "altered" without couplings and observations: causal, or changed without a known cause.</summary>
    private static double PriorLogOdds(GridPathway p)
    {
        double causal = p.CausalPrior.Sum();
        return LogOdds(causal + ((1 - causal) * p.SpontaneousChange));
    }

    private static double LogOdds(double p) => Logit.FromProbability(p);

    private static void Append(List<DecompositionStep>[] steps, double[] last, EvidenceKind kind, string source, double[] now)
    {
        for (int k = 0; k < steps.Length; k++)
        {
            steps[k].Add(new(kind, source, steps[k].Count == 0 ? now[k] : now[k] - last[k]));
        }

        now.CopyTo(last, 0);
    }

    /// <summary>Steps that change nothing at all are left out, but not the base rate.</summary>
    private static DecompositionStep[] Tidy(List<DecompositionStep> steps) => [.. steps.Where(s => s.Kind == EvidenceKind.BaseRate || s.LogOdds != 0)];
}
