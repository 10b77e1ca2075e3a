namespace Etiogrid.Inference.Interventions;

/// <summary>An intervention as the search sees it.</summary>
/// <param name="Name">Label.</param>
/// <param name="Burden">Burden in [0, 1].</param>
/// <param name="Effects">What it does to pathways.</param>
public sealed record InterventionOption(string Name, double Burden, IReadOnlyList<PathwayEffect> Effects);
