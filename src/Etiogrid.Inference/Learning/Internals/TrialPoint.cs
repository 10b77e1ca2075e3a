using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>A parameter point as a trial sees it, with scratch space for one configuration at a time.</summary>
internal sealed class TrialPoint
{
    public TrialPoint(TrialPlan plan, double[] theta)
    {
        Value = [.. plan.Globals.Select(g => theta[g])];
        Chance = [.. Value.Select(Logit.ToProbability)];
        Remaining = new double[plan.Pathways];
        Array.Fill(Remaining, 1);
        OnRemaining = new double[plan.Pathways];
    }

    /// <summary>Natural scale.</summary>
    public double[] Value { get; }

    /// <summary>As a probability; meaningless for loadings.</summary>
    public double[] Chance { get; }

    /// <summary>R: factor on each pathway's action, 1 untreated.</summary>
    public double[] Remaining { get; }

    /// <summary>d log-likelihood / d log R.</summary>
    public double[] OnRemaining { get; }
}
