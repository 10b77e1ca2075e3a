namespace Etiogrid.Studies.Toolbox;

/// <summary>Which knowledge base a verb works on.</summary>
/// <param name="Overlay">A folder with a study's own rows, or null.</param>
/// <param name="IncludeUnverified">True to use rows that nobody read in their source as well.</param>
public sealed record KnowledgeOptions(string? Overlay, bool IncludeUnverified);
