using System.Globalization;

namespace Etiogrid.Files;

/// <summary>The spelling of single cells: numbers and missing values.</summary>
public static class Cell
{
    /// <summary>True for <c>n/a</c>, <c>NA</c>, <c>NaN</c> (any case) and empty cells.</summary>
    public static bool IsMissing(ReadOnlySpan<char> text)
    {
        var t = text.Trim();
        return t.IsEmpty
            || t.Equals("n/a", StringComparison.OrdinalIgnoreCase)
            || t.Equals("na", StringComparison.OrdinalIgnoreCase)
            || t.Equals("nan", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a finite decimal number with a point. A decimal comma, a thousands separator, <c>inf</c> and stray text are refused.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value)
        && !text.Contains('\0'); // the runtime ignores trailing NUL characters

    /// <summary>What to tell a user about a cell that is not a number.</summary>
    public static string FixFor(string text)
    {
        string t = text.Trim();
        if (t.Count(c => c == ',') == 1 && TryNumber(t.Replace(',', '.'), out _))
        {
            return $"Decimal comma? Write {t.Replace(',', '.')}";
        }

        return "Write a number with a decimal point, or n/a for missing";
    }

    /// <summary>Shortest round-trip form; <c>n/a</c> for NaN.</summary>
    public static string Format(double value) => double.IsNaN(value) ? "n/a" : value.ToString("R", CultureInfo.InvariantCulture);
}
