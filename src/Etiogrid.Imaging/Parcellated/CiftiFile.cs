using System.Xml.Linq;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Parcellated;

/// <summary>
/// Parcellated CIFTI-2 files (.pscalar.nii, .ptseries.nii, .pconn.nii): a NIfTI-2 file whose extension names regions, maps and times
/// (Glasser et al. 2013, doi 10.1016/j.neuroimage.2013.04.127). The result is always regions x columns.
/// </summary>
public static class CiftiFile
{
    /// <summary>True for names that CIFTI files have.</summary>
    public static bool IsName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new[] { ".pscalar.nii", ".ptseries.nii", ".pconn.nii", ".plabel.nii" }.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads a file. Errors: those of <see cref="NiftiImage.Read"/>, E345 no CIFTI extension, no region axis, or sizes that do not fit.</summary>
    public static Parsed<NamedMatrix> Read(string path)
    {
        var result = NiftiImage.Read(path).Then(image => CiftiXml.Read(path, image.Header) is { } xml
            ? Matrix(path, image, xml)
            : Failed(path, "The file has no CIFTI extension", null));

        // A CIFTI matrix has no place in space, so that finding does not concern it.
        return result.TryGetValue(out var matrix) ? Parsed.Of(matrix, result.Diagnostics.Where(d => d.Code != "E334")) : result;
    }

    private static Parsed<NamedMatrix> Failed(string path, string message, string? found) =>
        Parsed.Failed<NamedMatrix>(Diagnostic.Error("E345", message, new(path), found, "a parcellated CIFTI-2 file: .pscalar.nii, .ptseries.nii or .pconn.nii", "Dense files need --atlas FILE.dlabel.nii"));

    private static Parsed<NamedMatrix> Matrix(string path, NiftiImage image, XDocument xml)
    {
        var size = image.Header.Dimensions;
        if (size.Count != 6)
        {
            return Failed(path, "The matrix does not have two dimensions", string.Join(" x ", size));
        }

        var first = Axis(xml, 0, size[4]);
        var second = Axis(xml, 1, size[5]);
        if (first is null || second is null || first.Names.Count != size[4] || second.Names.Count != size[5])
        {
            return Failed(path, "The axes do not fit the matrix", $"{first?.Names.Count} x {second?.Names.Count} names, {size[4]} x {size[5]} values");
        }

        if (!second.IsRegions && !first.IsRegions)
        {
            return Failed(path, "Neither axis lists regions", null);
        }

        // The first axis varies fastest.
        double[] values = image.AllValues();
        bool rowsAreSecond = second.IsRegions;
        var (rows, columns) = rowsAreSecond ? (second, first) : (first, second);
        var matrix = new Matrix(rows.Names.Count, columns.Names.Count);
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                matrix[i, j] = rowsAreSecond ? values[j + (i * matrix.Columns)] : values[i + (j * matrix.Rows)];
            }
        }

        return Parsed.Of(new NamedMatrix(rows.Names, columns.Names, matrix));
    }

    private static CiftiAxis? Axis(XDocument xml, int dimension, int length)
    {
        var map = CiftiXml.MapOf(xml, dimension);
        return CiftiXml.KindOf(map) switch
        {
            "PARCELS" => new([.. map!.Elements("Parcel").Select(p => p.Attribute("Name")?.Value ?? "")], true),
            "SCALARS" or "LABELS" or "SERIES" => new(CiftiXml.ColumnNames(map!, length), false),
            _ => null,
        };
    }

    private sealed record CiftiAxis(IReadOnlyList<string> Names, bool IsRegions);
}
