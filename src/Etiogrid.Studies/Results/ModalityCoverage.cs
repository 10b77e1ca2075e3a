namespace Etiogrid.Studies.Results;

/// <summary>How many people have a modality.</summary>
public sealed record ModalityCoverage(string Name, int Measured, int Partial, int Absent);
