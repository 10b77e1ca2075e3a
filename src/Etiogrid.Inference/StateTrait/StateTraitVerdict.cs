namespace Etiogrid.Inference.StateTrait;

/// <summary>What repeated visits say about a deviation.</summary>
public enum StateTraitVerdict
{
    /// <summary>One visit, or too little to say.</summary>
    Undetermined,

    /// <summary>P(state dominant) at least .8: it comes and goes, or follows severity.</summary>
    State,

    /// <summary>P(state dominant) at most .2: it stays.</summary>
    Trait,
}
