using System.Globalization;
using System.Xml.Linq;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Imaging.Volumes;

namespace Etiogrid.Imaging.Parcellated;

/// <summary>
/// Dense CIFTI-2 files (.dscalar.nii, .dtseries.nii, .dlabel.nii): values at the vertices of both cortical surfaces and at subcortical voxels
/// (Glasser et al. 2013, doi 10.1016/j.neuroimage.2013.04.127). Values stay packed and are scaled on access.
/// </summary>
public sealed class DenseCifti
{
    private readonly NiftiImage _image;
    private readonly int[]? _keys;

    private DenseCifti(NiftiImage image, IReadOnlyList<Grayordinate> grayordinates, IReadOnlyList<string> columns, IReadOnlyDictionary<int, string> labels, int[]? keys, Affine? space)
    {
        _image = image;
        _keys = keys;
        Grayordinates = grayordinates;
        ColumnNames = columns;
        Labels = labels;
        Space = space;
    }

    /// <summary>Places in the order of the file.</summary>
    public IReadOnlyList<Grayordinate> Grayordinates { get; }

    /// <summary>Maps, or 1..n for times.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Keys and names of the first map of a label file; empty for others.</summary>
    public IReadOnlyDictionary<int, string> Labels { get; }

    /// <summary>True for a label file.</summary>
    public bool IsLabels => _keys is not null;

    /// <summary>Voxel indices to millimetres; null where the file has surfaces only.</summary>
    public Affine? Space { get; }

    /// <summary>True for names that dense CIFTI files have.</summary>
    public static bool IsName(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new[] { ".dscalar.nii", ".dtseries.nii", ".dlabel.nii" }.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads a file. Errors: those of <see cref="NiftiImage.Read"/>, E345 no CIFTI extension, no dense axis, or sizes that do not fit.</summary>
    public static Parsed<DenseCifti> Read(string path)
    {
        var result = NiftiImage.Read(path).Then(image => From(path, image));

        // A CIFTI matrix has no place in space, so that finding does not concern it.
        return result.TryGetValue(out var dense) ? Parsed.Of(dense, result.Diagnostics.Where(d => d.Code != "E334")) : result;
    }

    /// <summary>Values of one place, one a column.</summary>
    public void Values(int grayordinate, Span<double> destination) =>
        _image.Values((long)grayordinate * ColumnNames.Count, destination[..ColumnNames.Count]);

    /// <summary>
    /// The places of each region of a label file that this file has too, found by structure and vertex or voxel: the two files may list
    /// different places in different orders.
    /// </summary>
    /// <param name="atlas">A label file.</param>
    /// <exception cref="ArgumentException">The atlas holds no labels.</exception>
    public IReadOnlyList<DenseRegion> Regions(DenseCifti atlas)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        int[] keys = atlas._keys ?? throw new ArgumentException("The file holds no labels.", nameof(atlas));
        var own = new Dictionary<Grayordinate, int>(Grayordinates.Count);
        for (int g = 0; g < Grayordinates.Count; g++)
        {
            own[Grayordinates[g]] = g;
        }

        var members = new SortedDictionary<int, (List<int> Found, int Count)>();
        for (int g = 0; g < keys.Length; g++)
        {
            int key = keys[g];
            string name = atlas.Labels.GetValueOrDefault(key, key.ToString(CultureInfo.InvariantCulture));
            if (key == 0 || name is "???" or "")
            {
                continue;
            }

            var (found, count) = members.GetValueOrDefault(key, ([], 0));
            if (own.TryGetValue(atlas.Grayordinates[g], out int place))
            {
                found.Add(place);
            }

            members[key] = (found, count + 1);
        }

        return [.. members.Select(m => new DenseRegion(m.Key, atlas.Labels.GetValueOrDefault(m.Key, m.Key.ToString(CultureInfo.InvariantCulture)), m.Value.Found, m.Value.Count))];
    }

    private static Parsed<DenseCifti> From(string path, NiftiImage image)
    {
        var size = image.Header.Dimensions;
        if (size.Count != 6 || CiftiXml.Read(path, image.Header) is not { } xml)
        {
            return Failed(path, "The file has no CIFTI extension or not two dimensions", string.Join(" x ", size));
        }

        var columns = CiftiXml.MapOf(xml, 0);
        var places = CiftiXml.MapOf(xml, 1);
        if (CiftiXml.KindOf(places) != "BRAIN_MODELS" || CiftiXml.KindOf(columns) is not ("SCALARS" or "LABELS" or "SERIES"))
        {
            return Failed(path, "The axes are not maps and places", $"{CiftiXml.KindOf(columns)} x {CiftiXml.KindOf(places)}");
        }

        var names = CiftiXml.ColumnNames(columns!, size[4]);
        if (Places(places!) is not { } grayordinates || grayordinates.Count != size[5] || names.Count != size[4])
        {
            return Failed(path, "The axes do not fit the matrix", string.Create(CultureInfo.InvariantCulture, $"{names.Count} names, {size[4]} x {size[5]} values"));
        }

        bool labels = CiftiXml.KindOf(columns) == "LABELS";
        int[]? keys = labels ? Keys(image, size[4], size[5]) : null;
        return labels && keys is null
            ? Failed(path, "A label is no whole number", null)
            : Parsed.Of(new DenseCifti(image, grayordinates, names, LabelsOf(columns!), keys, SpaceOf(places!)));
    }

    /// <summary>The first map's keys, or null where a value is none.</summary>
    private static int[]? Keys(NiftiImage image, int columns, int places)
    {
        int[] keys = new int[places];
        double[] value = new double[1];
        for (int g = 0; g < places; g++)
        {
            image.Values((long)g * columns, value);
            if (!(Math.Abs(value[0]) <= int.MaxValue) || value[0] != Math.Floor(value[0]))
            {
                return null;
            }

            keys[g] = (int)value[0];
        }

        return keys;
    }

    private static Parsed<DenseCifti> Failed(string path, string message, string? found) =>
        Parsed.Failed<DenseCifti>(Diagnostic.Error("E345", message, new(path), found, "a dense CIFTI-2 file: .dscalar.nii, .dtseries.nii or .dlabel.nii"));

    /// <summary>The places of all models in the order of their offsets; null where a model does not list what it counts.</summary>
    private static List<Grayordinate>? Places(XElement map)
    {
        var places = new List<Grayordinate>();
        foreach (var model in map.Elements("BrainModel").OrderBy(m => Number(m, "IndexOffset") ?? int.MaxValue))
        {
            string structure = (model.Attribute("BrainStructure")?.Value ?? "").Replace("CIFTI_STRUCTURE_", "", StringComparison.Ordinal);
            bool surface = model.Attribute("ModelType")?.Value == "CIFTI_MODEL_TYPE_SURFACE";
            int[]? numbers = Whole(model.Element(surface ? "VertexIndices" : "VoxelIndicesIJK")?.Value);
            int step = surface ? 1 : 3;
            if (numbers is null || Number(model, "IndexOffset") != places.Count || Number(model, "IndexCount") != numbers.Length / step || numbers.Length % step != 0 || numbers.Any(n => n < 0))
            {
                return null;
            }

            for (int k = 0; k < numbers.Length; k += step)
            {
                places.Add(surface ? new(structure, numbers[k], 0, 0, 0) : new(structure, -1, numbers[k], numbers[k + 1], numbers[k + 2]));
            }
        }

        return places;
    }

    private static int? Number(XElement element, string attribute) =>
        int.TryParse(element.Attribute(attribute)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static int[]? Whole(string? text)
    {
        var numbers = new List<int>();
        foreach (var range in (text ?? "").AsSpan().SplitAny(" \t\r\n"))
        {
            var word = text.AsSpan(range);
            if (word.IsEmpty)
            {
                continue;
            }

            if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
            {
                return null;
            }

            numbers.Add(value);
        }

        return [.. numbers];
    }

    private static Dictionary<int, string> LabelsOf(XElement columns)
    {
        var labels = new Dictionary<int, string>();
        foreach (var label in columns.Elements("NamedMap").FirstOrDefault()?.Element("LabelTable")?.Elements("Label") ?? [])
        {
            if (int.TryParse(label.Attribute("Key")?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int key))
            {
                labels[key] = label.Value.Trim();
            }
        }

        return labels;
    }

    /// <summary>The file's matrix is in units of 10^MeterExponent metres.</summary>
    private static Affine? SpaceOf(XElement places)
    {
        var matrix = places.Descendants("TransformationMatrixVoxelIndicesIJKtoXYZ").FirstOrDefault();
        double[] numbers = [.. (matrix?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v : double.NaN)];
        string exponent = matrix?.Attribute("MeterExponent")?.Value ?? "-3";
        double scale = exponent switch { "-3" => 1, "-2" => 10, "-1" => 100, "0" => 1000, "-6" => 1e-3, _ => double.NaN };
        return numbers.Length == 16 && Array.TrueForAll(numbers, double.IsFinite) && double.IsFinite(scale)
            ? new Affine([.. numbers.Take(12).Select(v => v * scale)])
            : null;
    }
}
