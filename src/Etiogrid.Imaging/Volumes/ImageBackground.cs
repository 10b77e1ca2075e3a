namespace Etiogrid.Imaging.Volumes;

/// <summary>The value that stands for "nothing measured here" in an image without a mask.</summary>
public static class ImageBackground
{
    /// <summary>Fewer voxels along an axis are no whole-brain image.</summary>
    private const int ShortestAxis = 10;

    /// <summary>Share of the outermost voxels that must have the value.</summary>
    private const double BorderShare = 0.9;

    /// <summary>
    /// The value that at least nine in ten voxels of the outermost layer have, exactly; null where there is none, the value is not finite,
    /// or an axis has fewer than 10 voxels. Group PET images store 0, or a small negative number left by scaling.
    /// </summary>
    public static double? Of(NiftiImage image, int volume)
    {
        ArgumentNullException.ThrowIfNull(image);
        var size = image.Header.Dimensions;
        if (size.Count < 3 || size[0] < ShortestAxis || size[1] < ShortestAxis || size[2] < ShortestAxis)
        {
            return null;
        }

        double[] values = image.Volume(volume);
        var counts = new Dictionary<double, int>();
        int border = 0;
        for (int v = 0; v < values.Length; v++)
        {
            int x = v % size[0];
            int y = v / size[0] % size[1];
            int z = v / size[0] / size[1];
            if (x == 0 || y == 0 || z == 0 || x == size[0] - 1 || y == size[1] - 1 || z == size[2] - 1)
            {
                border++;
                counts[values[v]] = counts.GetValueOrDefault(values[v]) + 1;
            }
        }

        var (value, count) = counts.MaxBy(c => c.Value);
        return double.IsFinite(value) && count >= BorderShare * border ? value : null;
    }
}
