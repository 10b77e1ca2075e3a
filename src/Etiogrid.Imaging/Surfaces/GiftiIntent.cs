namespace Etiogrid.Imaging.Surfaces;

/// <summary>What an array of a GIFTI file holds.</summary>
public enum GiftiIntent
{
    /// <summary>Values a vertex (shape, function, statistics).</summary>
    Values,

    /// <summary>Keys of the label table a vertex.</summary>
    Labels,

    /// <summary>Vertex coordinates, millimetres.</summary>
    Points,

    /// <summary>Three vertex numbers a triangle.</summary>
    Triangles,
}
