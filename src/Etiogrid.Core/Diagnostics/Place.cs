using System.Globalization;

namespace Etiogrid.Core.Diagnostics;

/// <summary>Where in the input a finding lies. Rows count from 1 and include the header; columns are named where they have names.</summary>
/// <param name="File">Path as the user gave it, or null for findings about the command itself.</param>
/// <param name="Row">Row or line, from 1; null where the whole file is meant.</param>
/// <param name="Column">Column name, or 1-based number as text.</param>
public readonly record struct Place(string? File, long? Row = null, string? Column = null)
{
    /// <summary>No particular place.</summary>
    public static Place Nowhere => default;

    /// <summary><c>file:row:column</c> with the absent parts left out.</summary>
    public override string ToString()
    {
        string text = File ?? "";
        if (Row is { } row)
        {
            text += string.Create(CultureInfo.InvariantCulture, $":{row}");
        }

        return Column is null ? text : $"{text}:{Column}";
    }
}
