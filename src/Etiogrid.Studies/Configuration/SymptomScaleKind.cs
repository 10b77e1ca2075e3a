namespace Etiogrid.Studies.Configuration;

/// <summary>How a symptom dimension was assessed.</summary>
public enum SymptomScaleKind
{
    /// <summary>Present or absent by a condition.</summary>
    Binary,

    /// <summary>A severity score.</summary>
    Continuous,

    /// <summary>A rating of few ordered levels, 0, 1, 2, …</summary>
    Ordinal,
}
