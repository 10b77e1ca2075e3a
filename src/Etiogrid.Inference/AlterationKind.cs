namespace Etiogrid.Inference;

/// <summary>Why a pathway is off.</summary>
public enum AlterationKind
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It is a cause of the symptoms.</summary>
    Causal,

    /// <summary>It changed in response to another pathway, or without a known cause; it does not load on symptoms.</summary>
    Compensatory,
}
