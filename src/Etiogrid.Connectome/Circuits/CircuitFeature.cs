namespace Etiogrid.Connectome.Circuits;

/// <summary>One row of a circuit mapping that a user can inspect and edit: a feature, the circuit it belongs to, and how it is measured.</summary>
/// <param name="Circuit">Circuit name.</param>
/// <param name="Feature">Feature name, unique.</param>
/// <param name="RegionsA">Regions whose mean signal is one end; empty when the feature is measured elsewhere.</param>
/// <param name="RegionsB">Regions whose mean signal is the other end.</param>
/// <param name="Sign">+1, or -1 where lower values mean more dysfunction; multiplies the score in circuit means.</param>
public sealed record CircuitFeature(string Circuit, string Feature, IReadOnlyList<string> RegionsA, IReadOnlyList<string> RegionsB, double Sign = 1);
