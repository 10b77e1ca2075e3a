using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <summary>
/// Reads an explicit three-state model from JSON: pc, rho0, kap, lam, leak, Lc, Lk, S, y, missing_biomarkers, symptoms,
/// null (or the bare NaN of Python) is not measured, marker_freedom makes the biomarkers Student t. Everything but pc may be absent; without S there are no biomarkers, without rho0 and kap no compensation.
/// </summary>
internal sealed partial class GridModelFile
{
    private static readonly string[] Keys =
    [
        "pc", "rho0", "kap", "lam", "leak", "Lc", "Lk", "S", "y", "missing_biomarkers", "symptoms", "marker_freedom",
        "doc", "log_evidence", "p_causal", "p_comp", "pairwise_causal", "top5", "names",
    ];

    /// <summary>Python writes a missing number as a bare NaN, which JSON does not know; strings of a model file hold no such word before a comma or bracket.</summary>
    [GeneratedRegex(@"(?<=[\[,:]\s*)NaN(?=\s*[,\]}])")]
    private static partial Regex BareNaN { get; }

    private readonly string _file;
    private readonly JsonElement _root;
    private readonly DiagnosticBag _findings = new();

    private GridModelFile(string file, JsonElement root)
    {
        _file = file;
        _root = root;
    }

    /// <summary>Reads a file; every finding names the key and index.</summary>
    public static Parsed<GridModel> Read(string path)
    {
        if (!File.Exists(path))
        {
            return Parsed.Failed<GridModel>(Diagnostic.Error("E001", "The file does not exist", new Place(path), null, "a JSON model file"));
        }

        try
        {
            using var reader = new StreamReader(InputFile.Open(path), Encoding.UTF8);
            using var document = JsonDocument.Parse(BareNaN.Replace(reader.ReadToEnd(), "null"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new GridModelFile(path, document.RootElement).ToModel()
                : Parsed.Failed<GridModel>(Diagnostic.Error("E704", "The file holds no JSON object", new Place(path), document.RootElement.ValueKind.ToString(), "an object with the key pc"));
        }
        catch (JsonException e)
        {
            return Parsed.Failed<GridModel>(Diagnostic.Error("E704", "The file is not valid JSON", new Place(path, e.LineNumber + 1, Index(e.BytePositionInLine + 1)), null, "JSON (RFC 8259)", "Check commas, brackets and quotes there"));
        }
    }

    private static string? Index(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private Parsed<GridModel> ToModel()
    {
        foreach (string key in _root.EnumerateObject().Select(p => p.Name).Where(k => !Keys.Contains(k, StringComparer.Ordinal)))
        {
            string? near = NearestName.Among(key, Keys);
            _findings.Add(Diagnostic.Warning("E704", "An unknown key was ignored", new Place(_file, null, key), key, "one of " + string.Join(", ", Keys[..12]), near is null ? null : $"Did you mean {near}?"));
        }

        double[] causal = Vector("pc", null, 0, 1) ?? Missing("pc");
        int k = causal.Length;
        double[] rho = RhoVector(k);
        double[][] kappa = MatrixOf("kap", k, k, 0, 1) ?? [];
        double[] leak = Vector("leak", null, 0, 1) ?? [];
        double[][] lambda = MatrixOf("lam", null, k, 0, 1) ?? [];
        double?[] symptoms = Observations("symptoms", lambda.Length, [-1, 0, 1]);
        if (leak.Length != lambda.Length)
        {
            Wrong("leak", $"{leak.Length} values", $"one for each of the {lambda.Length} rows of lam");
        }

        var (markers, covariance) = Markers(k);
        double? freedom = _root.TryGetProperty("marker_freedom", out var tails) && tails.ValueKind != JsonValueKind.Null ? NumberAt(tails, "marker_freedom", double.NegativeInfinity, double.PositiveInfinity) : null;
        if (_findings.HasErrors)
        {
            return _findings.Fail<GridModel>();
        }

        GridPathway[] pathways = [.. causal.Select((p, i) => GridPathway.ThreeState("p" + i.ToString(CultureInfo.InvariantCulture), p, rho[i]))];
        GridSymptom[] binary = [.. leak.Select((l, d) => new GridSymptom("s" + d.ToString(CultureInfo.InvariantCulture), l, Links(lambda[d]), symptoms[d] switch { 1 => true, 0 => false, _ => null }))];
        return Parsed.Of(true, _findings.Items).Then(_ => GridModel.Create(pathways, Couplings(kappa), binary, [], markers, covariance, _file, null, freedom));
    }

    private static CausalLink[] Links(double[] row) =>
        [.. row.Select((value, k) => new CausalLink(k, 0, value)).Where(l => l.Value != 0)];

    private static List<GridCoupling> Couplings(double[][] kappa)
    {
        var couplings = new List<GridCoupling>();
        for (int j = 0; j < kappa.Length; j++)
        {
            for (int k = 0; k < kappa.Length; k++)
            {
                if (kappa[j][k] != 0 && j != k)
                {
                    couplings.Add(new(j, 0, k, 0, kappa[j][k]));
                }
            }
        }

        return couplings;
    }

    private (GridMarker[] Markers, Matrix? Covariance) Markers(int pathways)
    {
        double[][]? s = MatrixOf("S", null, null, double.NegativeInfinity, double.PositiveInfinity);
        if (s is null || s.Length == 0)
        {
            return ([], null);
        }

        int m = s.Length;
        if (s[0].Length != m)
        {
            Wrong("S", $"{m} x {s[0].Length}", "a square matrix");
            return ([], null);
        }

        double[][] causal = MatrixOf("Lc", m, pathways, double.NegativeInfinity, double.PositiveInfinity) ?? Missing<double[]>("Lc");
        double[][] compensatory = MatrixOf("Lk", m, pathways, double.NegativeInfinity, double.PositiveInfinity) ?? causal;
        double?[] y = Observations("y", m, null);
        foreach (int missing in MissingMarkers(m))
        {
            y[missing] = null;
        }

        if (_findings.HasErrors)
        {
            return ([], null);
        }

        var markers = Enumerable.Range(0, m).Select(i => new GridMarker("m" + i.ToString(CultureInfo.InvariantCulture), "biomarkers", Loadings(causal[i], compensatory[i]), y[i]));
        return ([.. markers], new Matrix(m, m, [.. s.SelectMany(row => row)]));
    }

    private static StateLoading[] Loadings(double[] causal, double[] compensatory) =>
    [
        .. causal.Select((value, k) => new StateLoading(k, 1, value)).Where(l => l.Value != 0),
        .. compensatory.Select((value, k) => new StateLoading(k, 2, value)).Where(l => l.Value != 0),
    ];

    private IEnumerable<int> MissingMarkers(int count)
    {
        double[] values = Vector("missing_biomarkers", null, double.NegativeInfinity, double.PositiveInfinity) ?? [];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == Math.Floor(values[i]) && values[i] >= 0 && values[i] < count)
            {
                yield return (int)values[i];
            }
            else
            {
                Wrong($"missing_biomarkers[{i}]", Number(values[i]), $"an index from 0 to {count - 1}");
            }
        }
    }

    private double[] RhoVector(int pathways)
    {
        if (_root.TryGetProperty("rho0", out var element) && element.ValueKind == JsonValueKind.Number)
        {
            double value = NumberAt(element, "rho0", 0, 1);
            return [.. Enumerable.Repeat(value, pathways)];
        }

        return Vector("rho0", pathways, 0, 1) ?? new double[pathways];
    }

    /// <summary>Observations: numbers, or null for missing; all missing where the key is absent.</summary>
    private double?[] Observations(string key, int length, double[]? allowed)
    {
        double?[] values = new double?[length];
        if (!_root.TryGetProperty(key, out var element))
        {
            return values;
        }

        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != length)
        {
            Wrong(key, element.ValueKind == JsonValueKind.Array ? $"{element.GetArrayLength()} values" : element.ValueKind.ToString(), $"{length} values");
            return values;
        }

        for (int i = 0; i < length; i++)
        {
            if (element[i].ValueKind != JsonValueKind.Null)
            {
                double value = allowed is not null && element[i].ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? element[i].GetBoolean() ? 1 : 0
                    : NumberAt(element[i], $"{key}[{i}]", double.NegativeInfinity, double.PositiveInfinity);
                values[i] = value;
                if (allowed is not null && !allowed.Contains(value))
                {
                    Wrong($"{key}[{i}]", Number(value), "1 or true (present), 0 or false (absent), -1 or null (not assessed)");
                }
            }
        }

        return values;
    }

    private double[]? Vector(string key, int? length, double low, double high) =>
        _root.TryGetProperty(key, out var element) ? VectorAt(element, key, length, low, high) : null;

    private double[] VectorAt(JsonElement element, string place, int? length, double low, double high)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Wrong(place, element.ValueKind.ToString(), "an array of numbers");
            return new double[length ?? 0];
        }

        double[] values = [.. element.EnumerateArray().Select((x, i) => NumberAt(x, $"{place}[{i}]", low, high))];
        if (length is { } n && values.Length != n)
        {
            Wrong(place, $"{values.Length} values", $"{n} values");
            Array.Resize(ref values, n);
        }

        return values;
    }

    private double[][]? MatrixOf(string key, int? rows, int? columns, double low, double high)
    {
        if (!_root.TryGetProperty(key, out var element))
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.Array || (rows is { } n && element.GetArrayLength() != n))
        {
            Wrong(key, element.ValueKind == JsonValueKind.Array ? $"{element.GetArrayLength()} rows" : element.ValueKind.ToString(), rows is null ? "an array of rows" : $"{rows} rows");
            return null;
        }

        int? width = columns;
        var result = new List<double[]>();
        foreach (var row in element.EnumerateArray())
        {
            result.Add(VectorAt(row, $"{key}[{result.Count}]", width, low, high));
            width ??= result[0].Length;
        }

        return [.. result];
    }

    private double NumberAt(JsonElement element, string place, double low, double high)
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out double value) || !double.IsFinite(value))
        {
            Wrong(place, element.ToString(), "a finite number");
            return 0;
        }

        if (!(value >= low && value <= high))
        {
            string code = low == 0 && high == 1 ? "E701" : "E703";
            _findings.Add(Diagnostic.Error(code, code == "E701" ? "A probability lies outside [0, 1]" : "A number is out of range", new Place(_file, null, place), Number(value), $"a number in [{Number(low)}, {Number(high)}]"));
        }

        return value;
    }

    private double[] Missing(string key) => Missing<double>(key);

    private T[] Missing<T>(string key)
    {
        _findings.Add(Diagnostic.Error("E704", "A key is missing", new Place(_file, null, key), null, $"the key {key}"));
        return [];
    }

    private void Wrong(string place, string found, string expected) =>
        _findings.Add(Diagnostic.Error("E703", "The value does not fit the model", new Place(_file, null, place), found, expected));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
