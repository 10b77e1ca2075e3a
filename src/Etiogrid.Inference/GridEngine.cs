namespace Etiogrid.Inference;

/// <summary>How a posterior was computed.</summary>
public enum GridEngine
{
    /// <summary>Every configuration was summed: exact.</summary>
    Enumeration,

    /// <summary>Signed product form with block elimination: exact up to the stated cancellation.</summary>
    SignedProduct,

    /// <summary>Best-first search over partial configurations with certified bounds on what is not resolved.</summary>
    BestFirst,

    /// <summary>Parallel-tempered, Rao-Blackwellised Gibbs sampling, with effective sample size and R-hat.</summary>
    TemperedGibbs,
}
