namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>A file of the reference site.</summary>
/// <param name="Path">Path inside the site, with forward slashes.</param>
/// <param name="Text">Content.</param>
internal sealed record PageFile(string Path, string Text);
