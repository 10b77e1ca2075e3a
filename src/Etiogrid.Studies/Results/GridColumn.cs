namespace Etiogrid.Studies.Results;

/// <summary>A column of the vulnerability grid.</summary>
/// <param name="Id"><c>genetic</c> or an exposure key.</param>
/// <param name="Name">Display name.</param>
/// <param name="State">Whether this person carries it.</param>
/// <param name="Detail">Value in words, such as <c>CTQ 62</c>; empty when there is none.</param>
public sealed record GridColumn(string Id, string Name, CellState State, string Detail);
