using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Knowledge.Overlay;

/// <summary>A row that a study laid over the shipped tables.</summary>
/// <param name="Table">Table.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Replaces">True where a shipped row had this key.</param>
/// <param name="Place">File and row it was read from.</param>
public sealed record OverlayRow(string Table, string Key, bool Replaces, Place Place);
