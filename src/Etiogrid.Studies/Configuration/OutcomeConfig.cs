namespace Etiogrid.Studies.Configuration;

/// <summary>Where an outcome stands.</summary>
public sealed record OutcomeConfig(string Name, ColumnSource Source);
