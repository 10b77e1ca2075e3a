namespace Etiogrid.Studies.Results;

/// <summary>A symptom dimension of this person.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="State">Present, absent, or not measured.</param>
/// <param name="Detail">Scale and value in words.</param>
public sealed record SymptomResult(string Id, string Name, SymptomState State, string Detail);
