using System.Text.Json;
using System.Text.Json.Serialization;

namespace Etiogrid.Studies.Pipeline;

/// <summary>Results as JSON: camel case, names of enumerations, NaN as the string "NaN" so that nothing is lost.</summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A result as JSON text ending in a line feed.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>A result from JSON text.</summary>
    /// <exception cref="JsonException">The text is not such a result.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("The file holds null.");
}
