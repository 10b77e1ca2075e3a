namespace Etiogrid.Knowledge.Grid;

/// <summary>Which way a pathway is off. The wrong-direction intervention harms, so the direction is part of every state.</summary>
public enum AlterationDirection
{
    /// <summary>Too little.</summary>
    Hypofunction = -1,

    /// <summary>Too much.</summary>
    Hyperfunction = 1,
}
