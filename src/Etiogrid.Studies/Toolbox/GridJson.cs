using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Etiogrid.Studies.Toolbox;

/// <summary>JSON documents of the inference verbs: indented, LF, numbers in shortest round-trip form.</summary>
internal static class GridJson
{
    public static string Write(Action<Utf8JsonWriter> content)
    {
        // Files and terminals, never HTML: letters such as < and ± stay readable.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            content(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
