using System.Buffers.Binary;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Imaging.Surfaces;

/// <summary>Maps over the vertices of one hemisphere: GIFTI, FreeSurfer's curvature format (thickness, area, volume), or .mgh/.mgz.</summary>
public static class VertexMap
{
    /// <summary>The maps of a file, one array a map. Errors: those of <see cref="GiftiFile.Read"/>, E344 no values, E348 no surface map.</summary>
    public static Parsed<IReadOnlyList<double[]>> Read(string path)
    {
        if (path.EndsWith(".gii", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".gii.gz", StringComparison.OrdinalIgnoreCase))
        {
            return GiftiFile.Read(path).Then(gifti =>
            {
                double[][] maps = [.. gifti.Arrays.Where(a => a.Intent == GiftiIntent.Values).SelectMany(Columns)];
                return maps.Length == 0
                    ? Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E344", "The GIFTI file holds no values", new(path), expected: "a .func.gii or .shape.gii file"))
                    : Parsed.Of<IReadOnlyList<double[]>>(maps);
            });
        }

        if (MghHeader.IsName(path))
        {
            return NiftiImage.Read(path).Then(image => Frames(image, path));
        }

        return !File.Exists(path)
            ? Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"))
            : Morphology(path);
    }

    /// <summary>A surface map is stored as a volume of one row; a frame is a map.</summary>
    private static Parsed<IReadOnlyList<double[]>> Frames(NiftiImage image, string path) =>
        image.Header.Dimensions.Take(3).Count(d => d > 1) <= 1
            ? Parsed.Of<IReadOnlyList<double[]>>([.. Enumerable.Range(0, image.VolumeCount).Select(image.Volume)])
            : Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E348", "The file is a volume, no surface map", new(path), string.Join(" x ", image.Header.Dimensions), "one row of vertices", "Give a volumetric --atlas"));

    private static IEnumerable<double[]> Columns(GiftiArray array)
    {
        for (int c = 0; c < array.Columns; c++)
        {
            double[] map = new double[array.Rows];
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = array.Values[(i * array.Columns) + c];
            }

            yield return map;
        }
    }

    /// <summary>Magic FF FF FF, then big-endian vertices, faces, values a vertex, and 32-bit floats.</summary>
    private static Parsed<IReadOnlyList<double[]>> Morphology(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }

        int count = bytes.Length >= 15 && bytes[0] == 255 && bytes[1] == 255 && bytes[2] == 255 && BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(11)) == 1
            ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(3))
            : -1;
        if (count < 1 || count > (bytes.Length - 15) / 4)
        {
            return Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E348", "The file is no surface map", new(path), expected: "GIFTI, or FreeSurfer's curvature format with one value a vertex", fix: "For volumes give a volumetric --atlas"));
        }

        double[] map = new double[count];
        for (int i = 0; i < count; i++)
        {
            map[i] = BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(15 + (4 * i)));
        }

        return Parsed.Of<IReadOnlyList<double[]>>([map]);
    }
}
