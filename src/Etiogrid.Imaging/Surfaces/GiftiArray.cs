namespace Etiogrid.Imaging.Surfaces;

/// <summary>One array of a GIFTI file.</summary>
/// <param name="Intent">What it holds.</param>
/// <param name="Rows">First dimension: vertices or triangles.</param>
/// <param name="Columns">Product of the other dimensions.</param>
/// <param name="Values">Row by row.</param>
public sealed record GiftiArray(GiftiIntent Intent, int Rows, int Columns, double[] Values);
