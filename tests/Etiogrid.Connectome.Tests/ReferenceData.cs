using System.Globalization;
using System.Text.Json;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Tests;

/// <summary>Peer inputs and outputs beside the checkout.</summary>
internal static class ReferenceData
{
    public static Matrix Matrix(string relative) => MatrixFile.Read(SharedData.Require("reference/" + relative)).Value.Values;

    public static JsonElement Json(string relative) => JsonDocument.Parse(File.ReadAllText(SharedData.Require("reference/" + relative))).RootElement;

    public static double[] Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : double.Parse(e.GetString()!.Replace("nan", "NaN", StringComparison.Ordinal), CultureInfo.InvariantCulture))];

    public static int[] Labels(JsonElement list) => [.. list.EnumerateArray().Select(e => (int)e.GetDouble())];
}
