namespace Etiogrid.Studies.Configuration;

/// <summary>When each session took place and how ill the person was: a table with one row a person and session.</summary>
/// <param name="Days">Column of days from any origin of the person.</param>
/// <param name="Severity">Column of symptom severity, higher = worse, or null.</param>
public sealed record VisitsConfig(ColumnSource Days, ColumnSource? Severity);
