using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Etiogrid.Files;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Imaging.Parcellated;

/// <summary>The XML extension of a CIFTI-2 file and its axes.</summary>
internal static class CiftiXml
{
    /// <summary>NIfTI extension code of CIFTI.</summary>
    private const int ExtensionCode = 32;

    private const int LargestXml = 256 << 20;

    /// <summary>The extension, or null where the file has none that can be read.</summary>
    public static XDocument? Read(string path, NiftiHeader header)
    {
        using var stream = InputFile.Open(path);
        byte[] start = new byte[NiftiHeader.Size2 + 12];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || start[NiftiHeader.Size2] == 0)
        {
            return null;
        }

        int size = Whole(start, NiftiHeader.Size2 + 4, header.LittleEndian) - 8;
        bool fits = size > 0 && size <= LargestXml && NiftiHeader.Size2 + 12 + (long)size <= header.VoxelOffset;
        if (!fits || Whole(start, NiftiHeader.Size2 + 8, header.LittleEndian) != ExtensionCode || (stream is FileStream && size > stream.Length))
        {
            return null;
        }

        byte[] xml = new byte[size];
        int read = stream.ReadAtLeast(xml, size, throwOnEndOfStream: false);
        try
        {
            return XDocument.Parse(Encoding.UTF8.GetString(xml, 0, read).TrimEnd('\0'));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The element that describes a dimension, or null.</summary>
    public static XElement? MapOf(XDocument xml, int dimension) => xml.Descendants("MatrixIndicesMap").FirstOrDefault(m =>
        m.Attribute("AppliesToMatrixDimension")?.Value.Split(',').Contains(dimension.ToString(CultureInfo.InvariantCulture)) == true);

    /// <summary>The kind of an axis without its prefix: PARCELS, SCALARS, LABELS, SERIES, BRAIN_MODELS; empty for none.</summary>
    public static string KindOf(XElement? map) =>
        map?.Attribute("IndicesMapToDataType")?.Value.Replace("CIFTI_INDEX_TYPE_", "", StringComparison.Ordinal) ?? "";

    /// <summary>Names of maps, or 1..n of a series.</summary>
    public static IReadOnlyList<string> ColumnNames(XElement map, int length) => KindOf(map) == "SERIES"
        ? [.. Enumerable.Range(1, length).Select(i => i.ToString(CultureInfo.InvariantCulture))]
        : [.. map.Elements("NamedMap").Select((m, i) => m.Element("MapName")?.Value.Trim() ?? (i + 1).ToString(CultureInfo.InvariantCulture))];

    private static int Whole(byte[] bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
