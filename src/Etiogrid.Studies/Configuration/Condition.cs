using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Etiogrid.Studies.Configuration;

/// <summary>A comparison of a cell with a constant, such as <c>&gt;=1</c> or <c>group==control</c>.</summary>
/// <param name="Column">Column the condition speaks of; empty where the column is given elsewhere.</param>
/// <param name="Comparison">Operator.</param>
/// <param name="Text">Constant as written.</param>
public sealed record Condition(string Column, Comparison Comparison, string Text)
{
    private static readonly (string Sign, Comparison Value)[] Signs =
        [(">=", Comparison.AtLeast), ("<=", Comparison.AtMost), ("==", Comparison.Equal), ("!=", Comparison.NotEqual), (">", Comparison.Above), ("<", Comparison.Below)];

    /// <summary>Reads <c>[column]operator constant</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition)
    {
        condition = null;
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (sign, value) in Signs)
        {
            int at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            string column = text[..at].Trim();
            string constant = text[(at + sign.Length)..].Trim().Trim('\'', '"');
            bool ordered = value is not (Comparison.Equal or Comparison.NotEqual);
            if (constant.Length == 0 || (ordered && !Files.Cell.TryNumber(constant, out _)))
            {
                return false;
            }

            condition = new(column, value, constant);
            return true;
        }

        return false;
    }

    /// <summary>Whether a cell meets the condition. Ordered comparisons need a number; the caller has checked that.</summary>
    public bool IsMetBy(string cell)
    {
        if (Files.Cell.TryNumber(cell, out double x) && Files.Cell.TryNumber(Text, out double y))
        {
            return Comparison switch
            {
                Comparison.AtLeast => x >= y,
                Comparison.AtMost => x <= y,
                Comparison.Above => x > y,
                Comparison.Below => x < y,
                Comparison.Equal => x == y,
                _ => x != y,
            };
        }

        bool same = string.Equals(cell.Trim(), Text, StringComparison.OrdinalIgnoreCase);
        return Comparison switch
        {
            Comparison.Equal => same,
            Comparison.NotEqual => !same,
            _ => throw new ArgumentException("An ordered comparison needs a number.", nameof(cell)),
        };
    }

    /// <summary>True when cells must be numbers.</summary>
    public bool NeedsNumber => Comparison is not (Comparison.Equal or Comparison.NotEqual);

    /// <summary>The condition as written.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Column}{Signs.First(s => s.Value == Comparison).Sign}{Text}");
}
