using System.Globalization;
using System.Xml;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Imaging.Surfaces;

/// <summary>
/// A GIFTI file (.func.gii, .shape.gii, .label.gii, .surf.gii; specification 1.0, doi 10.25504/FAIRsharing.e8j0gq): its arrays and label table.
/// Text, base64 and packed base64 are read; arrays kept in another file are refused. Nothing is reserved beyond what the text can hold.
/// </summary>
/// <param name="Arrays">Arrays in file order.</param>
/// <param name="Labels">Names by key; empty where the file has no label table.</param>
public sealed record GiftiFile(IReadOnlyList<GiftiArray> Arrays, IReadOnlyDictionary<int, string> Labels)
{
    private const int LargestDimension = 6;

    /// <summary>Reads a file. Errors: E101 missing, E105 unreadable, E342 malformed, E343 data in another file.</summary>
    public static Parsed<GiftiFile> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<GiftiFile>(Diagnostic.Error("E101", "The file does not exist", new(path), fix: "Check the path"));
        }

        try
        {
            using var stream = InputFile.Open(path);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });
            return ReadRoot(xml, path);
        }
        catch (XmlException e)
        {
            return Parsed.Failed<GiftiFile>(Malformed(path, $"The file is no complete XML: {e.Message}", null));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Parsed.Failed<GiftiFile>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new(path)));
        }
    }

    internal static Diagnostic Malformed(string path, string message, string? found) =>
        Diagnostic.Error("E342", message, new(path), found, fix: "Write the file again, as GIFTI 1.0");

    private static Parsed<GiftiFile> ReadRoot(XmlReader xml, string path)
    {
        var bag = new DiagnosticBag();
        var arrays = new List<GiftiArray>();
        var labels = new Dictionary<int, string>();
        bool root = false;
        while (!bag.HasErrors && xml.Read())
        {
            switch (xml.NodeType == XmlNodeType.Element ? xml.Name : "")
            {
                case "GIFTI":
                    root = true;
                    break;
                case "Label":
                    ReadLabel(xml, labels, path, bag);
                    break;
                case "DataArray":
                    ReadArray(xml, arrays, path, bag);
                    break;
            }
        }

        if (!bag.HasErrors && (!root || arrays.Count == 0))
        {
            bag.Add(Malformed(path, root ? "The file holds no array" : "The file is no GIFTI file", null));
        }

        return bag.Finish(() => new GiftiFile(arrays, labels));
    }

    private static void ReadLabel(XmlReader xml, Dictionary<int, string> labels, string path, DiagnosticBag bag)
    {
        string? key = xml.GetAttribute("Key") ?? xml.GetAttribute("Index");
        using var inner = xml.ReadSubtree();
        inner.Read();
        string name = inner.ReadElementContentAsString().Trim();
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || !labels.TryAdd(number, name))
        {
            bag.Add(Malformed(path, "A label has no key, or a key that occurs twice", key));
        }
    }

    private static void ReadArray(XmlReader xml, List<GiftiArray> arrays, string path, DiagnosticBag bag)
    {
        var header = GiftiArrayHeader.From(xml, path, bag, LargestDimension);
        using var inner = xml.ReadSubtree();
        string data = "";
        while (inner.Read())
        {
            if (inner.NodeType == XmlNodeType.Element && inner.Name == "Data")
            {
                using var text = inner.ReadSubtree();
                text.Read();
                data = text.ReadElementContentAsString();
            }
        }

        if (header is not null && header.Decode(data, path, bag) is { } values)
        {
            arrays.Add(new(header.Intent, header.Rows, header.Columns, values));
        }
    }
}
