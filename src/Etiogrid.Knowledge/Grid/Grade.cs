namespace Etiogrid.Knowledge.Grid;

/// <summary>How a model parameter was obtained.</summary>
public enum Grade
{
    /// <summary>A published effect with its interval, on the model's own scale.</summary>
    Measured,

    /// <summary>From a published effect by a documented formula.</summary>
    Converted,

    /// <summary>From the editorial strength (1-3) of a knowledge-base row.</summary>
    Elicited,
}
