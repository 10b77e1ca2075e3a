using System.Text;
using System.Text.Json;
using Etiogrid.Files;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Surrogate maps with their fit.</summary>
/// <param name="Surrogates">Regions x surrogates.</param>
/// <param name="Fit">Fit diagnostics.</param>
public sealed record MapsNulls(NamedMatrix Surrogates, NullFit Fit)
{
    /// <summary>Measure and value, one row each; <c>accepted</c> is 1 or 0.</summary>
    public Table FitTable()
    {
        var table = new Table("measure", "value");
        table.Add("accepted", Fit.Accepted ? 1 : 0);
        foreach (var (name, value) in Fit.Measures)
        {
            table.Add(name, value);
        }

        return table;
    }

    /// <summary>Both in one document: <c>{"fit": {…}, "regions": […], "surrogates": [[…], …]}</c>, one inner array a surrogate.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("fit");
            writer.WriteBoolean("accepted", Fit.Accepted);
            foreach (var (name, value) in Fit.Measures)
            {
                writer.WriteNumber(name, value);
            }

            writer.WriteEndObject();
            WriteArrays(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void WriteArrays(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("regions");
        foreach (string region in Surrogates.RowNames)
        {
            writer.WriteStringValue(region);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("surrogates");
        for (int j = 0; j < Surrogates.Values.Columns; j++)
        {
            writer.WriteStartArray();
            foreach (double value in Surrogates.Values.Column(j))
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
