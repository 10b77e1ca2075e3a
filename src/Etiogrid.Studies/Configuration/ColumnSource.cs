namespace Etiogrid.Studies.Configuration;

/// <summary>A column of a table keyed by <c>participant_id</c>.</summary>
public sealed record ColumnSource(string File, string Column);
