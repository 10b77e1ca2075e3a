namespace Etiogrid.Imaging.Parcellated;

/// <summary>A region of a dense label file as found in another dense file.</summary>
/// <param name="Key">The region's key.</param>
/// <param name="Name">The region's name.</param>
/// <param name="Places">Positions in the other file.</param>
/// <param name="Count">Places the label file gives the region.</param>
public sealed record DenseRegion(int Key, string Name, IReadOnlyList<int> Places, int Count);
