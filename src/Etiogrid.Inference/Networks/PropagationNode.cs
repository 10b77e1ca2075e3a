namespace Etiogrid.Inference.Networks;

/// <summary>A node of the propagation hierarchy.</summary>
/// <param name="Name">Key of a pathway or symptom, or words joined by underscores.</param>
/// <param name="Level">upstream, molecular, cellular, circuit, network, symptom.</param>
/// <param name="IsSymptom">Two states (absent, present) instead of three.</param>
/// <param name="Rows">Propagation rows that lead to it.</param>
public sealed record PropagationNode(string Name, string Level, bool IsSymptom, IReadOnlyList<string> Rows);
