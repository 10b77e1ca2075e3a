namespace Etiogrid.Studies.Results;

/// <summary>Whether a symptom dimension is present in this person.</summary>
public enum SymptomState
{
    /// <summary>No scale of the study speaks of it.</summary>
    NotMeasured,

    /// <summary>Measured, below the threshold.</summary>
    Absent,

    /// <summary>Measured, at or above the threshold.</summary>
    Present,
}
