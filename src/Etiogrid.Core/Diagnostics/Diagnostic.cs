using System.Globalization;
using System.Text;

namespace Etiogrid.Core.Diagnostics;

/// <summary>
/// One finding about input data: what was found, where, what was expected, and how to mend it.
/// Never holds more of a person's data than the offending cell.
/// </summary>
/// <param name="Code">Stable code, such as <c>E231</c>; see <c>docs/error-codes.md</c>.</param>
/// <param name="Severity">Whether the item can still be used.</param>
/// <param name="Message">One sentence saying what is wrong.</param>
/// <param name="Place">File, row and column.</param>
/// <param name="Found">The offending text as read, or null where there is none (a missing file).</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Fix">What the user can do.</param>
public sealed record Diagnostic(
    string Code,
    Severity Severity,
    string Message,
    Place Place,
    string? Found = null,
    string? Expected = null,
    string? Fix = null)
{
    private const int LongestEcho = 60;

    /// <summary>The finding on one line: code, place, message, found, expected, fix.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Code);
        string place = Place.ToString();
        if (place.Length > 0)
        {
            text.Append(' ').Append(place);
        }

        text.Append(": ").Append(Message.TrimEnd('.')).Append('.');
        if (Found is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" Found \"{Shorten(Found)}\".");
        }

        if (Expected is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" Expected {Expected.TrimEnd('.')}.");
        }

        if (Fix is not null)
        {
            text.Append(' ').Append(Fix.TrimEnd('.'));
            if (!Fix.EndsWith('?'))
            {
                text.Append('.');
            }
        }

        return text.ToString();
    }

    /// <summary>An error with all its parts.</summary>
    public static Diagnostic Error(string code, string message, Place place, string? found = null, string? expected = null, string? fix = null) =>
        new(code, Severity.Error, message, place, found, expected, fix);

    /// <summary>A warning with all its parts.</summary>
    public static Diagnostic Warning(string code, string message, Place place, string? found = null, string? expected = null, string? fix = null) =>
        new(code, Severity.Warning, message, place, found, expected, fix);

    /// <summary>A note with all its parts.</summary>
    public static Diagnostic Note(string code, string message, Place place, string? found = null, string? expected = null, string? fix = null) =>
        new(code, Severity.Note, message, place, found, expected, fix);

    private static string Shorten(string text)
    {
        string visible = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        return visible.Length <= LongestEcho ? visible : visible[..LongestEcho] + "…";
    }
}
