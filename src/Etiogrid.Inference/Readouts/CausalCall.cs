namespace Etiogrid.Inference.Readouts;

/// <summary>What can be said about cause or response.</summary>
public enum CausalCall
{
    /// <summary>P(altered) is below one half: there is nothing to call.</summary>
    NotAltered,

    /// <summary>P(causal) is at least .8 of P(altered).</summary>
    CausalSupported,

    /// <summary>P(compensatory) is at least .8 of P(altered).</summary>
    CompensatoryLikely,

    /// <summary>Neither.</summary>
    Contested,
}
