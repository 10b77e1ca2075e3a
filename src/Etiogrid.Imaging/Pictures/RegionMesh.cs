namespace Etiogrid.Imaging.Pictures;

/// <summary>One hemisphere's mesh with a region for every vertex.</summary>
/// <param name="Points">Vertices x 3, millimetres, row by row.</param>
/// <param name="Triangles">Triangles x 3 vertex numbers, row by row.</param>
/// <param name="RegionOf">For every vertex the region of the picture, or -1 outside all.</param>
/// <param name="IsLeft">True for the left hemisphere.</param>
public sealed record RegionMesh(double[] Points, int[] Triangles, IReadOnlyList<int> RegionOf, bool IsLeft);
