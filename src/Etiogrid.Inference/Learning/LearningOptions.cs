namespace Etiogrid.Inference.Learning;

/// <summary>Stated choices of <see cref="OutcomeLearning"/>; see <c>docs/methods/learning.md</c>.</summary>
public sealed record LearningOptions
{
    /// <summary>The defaults.</summary>
    public static LearningOptions Default { get; } = new();

    /// <summary>Prior probability that a trial follows parameters of its own (a wrong drug, a wrong label, another population).</summary>
    public double ProbabilityOfOutlier { get; init; } = 0.1;

    /// <summary>Extra standard deviation of a trial's own parameters when it is not exchangeable.</summary>
    public double OutlierSd { get; init; } = 1.5;

    /// <summary>Scale of the half-normal prior on tau, the spread between literature and population.</summary>
    public double HeterogeneityScale { get; init; } = 0.3;

    /// <summary>Correcting the wrong direction worsens the pathway by this share of the efficacy.</summary>
    public double WrongDirectionHarm { get; init; } = 0.5;

    /// <summary>False takes every trial at face value: the baseline that robustness is measured against.</summary>
    public bool Robust { get; init; } = true;

    /// <summary>Worker threads, 0 = all cores; never changes results.</summary>
    public int Threads { get; init; }
}
