using System.Globalization;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Markup;

/// <summary>How numbers read on a page: invariant culture, true minus sign, no-break spaces, <c>n/a</c> for what is not there.</summary>
internal static class Printed
{
    private const string Missing = "n/a";
    private const char NoBreak = '\u00A0';

    /// <summary>A probability as whole percent; never 0 % or 100 % for what is merely close.</summary>
    public static string Percent(double p) => p switch
    {
        double.NaN => Missing,
        <= 0 => $"0{NoBreak}%",
        < 0.005 => $"<1{NoBreak}%",
        >= 1 => $"100{NoBreak}%",
        >= 0.995 => $">99{NoBreak}%",
        _ => $"{Whole(p)}{NoBreak}%",
    };

    /// <summary>A probability as whole percent without its sign, for narrow cells.</summary>
    public static string PercentDigits(double p) => Percent(p).Replace($"{NoBreak}%", "", StringComparison.Ordinal);

    /// <summary>A range of probabilities, such as <c>38–80 %</c>.</summary>
    public static string PercentRange(Band band)
    {
        string low = PercentDigits(band.Low);
        string high = Percent(band.High);
        return low == PercentDigits(band.High) ? high : $"{low}–{high}";
    }

    /// <summary>Whether an interval has a width that a page would show; a point says nothing about uncertainty.</summary>
    public static bool IsBand(Band band) => band.High - band.Low >= 0.001;

    /// <summary>A number with a fixed count of decimals.</summary>
    public static string Number(double value, int decimals = 2) =>
        double.IsFinite(value) ? Minus(Rounded(value, decimals).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : Missing;

    /// <summary>A number to three or four significant digits, whatever its size.</summary>
    public static string Significant(double value) =>
        double.IsFinite(value) ? Minus(value.ToString("G4", CultureInfo.InvariantCulture)) : Missing;

    /// <summary>A signed number: <c>+0.9</c>, <c>−0.3</c>, <c>0.0</c>.</summary>
    public static string Signed(double value, int decimals = 1) =>
        (double.IsFinite(value) && Rounded(value, decimals) > 0 ? "+" : "") + Number(value, decimals);

    /// <summary>A range of signed numbers.</summary>
    public static string SignedRange(Band band, int decimals = 2) => $"{Signed(band.Low, decimals)} to {Signed(band.High, decimals)}";

    /// <summary>A p value; never 0.</summary>
    public static string PValue(double p) => p < 0.001 ? "<0.001" : Number(p, p < 0.1 ? 3 : 2);

    /// <summary>A count with a thin space every three digits.</summary>
    public static string Count(long n) => n.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>Odds of one against the other in words: <c>5 to 1</c>, <c>more than 20 to 1</c>.</summary>
    public static string Odds(double larger, double smaller)
    {
        double ratio = larger / smaller;
        string count = !(ratio < 20) ? "more than 20" : Number(ratio, ratio < 3 ? 1 : 0);
        return $"{count}{NoBreak}to{NoBreak}1";
    }

    /// <summary>Words in a row: <c>a, b and c</c>; with semicolons where one holds a comma.</summary>
    public static string List(IReadOnlyList<string> words)
    {
        string comma = words.Any(w => w.Contains(',')) ? "; " : ", ";
        return words.Count switch
        {
            0 => "",
            1 => words[0],
            2 => $"{words[0]} and {words[1]}",
            _ => $"{string.Join(comma, words.Take(words.Count - 1))}{(comma == "; " ? ";" : "")} and {words[^1]}",
        };
    }

    /// <summary>Small counts as words.</summary>
    public static string Words(int n) =>
        n is >= 0 and <= 9 ? new[] { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" }[n] : Count(n);

    /// <summary>Upper-case first letter.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Whole(double p) => Math.Round(p * 100, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>Rounds first, so that a tiny negative number does not read −0.0.</summary>
    private static double Rounded(double value, int decimals)
    {
        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return rounded == 0 ? 0 : rounded;
    }

    private static string Minus(string digits) => digits.Replace('-', '−');
}
