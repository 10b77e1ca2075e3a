namespace Etiogrid.Studies.Results;

/// <summary>An intervention that was left out, and why.</summary>
public sealed record ExcludedIntervention(string Id, string Name, string WhyNot);
