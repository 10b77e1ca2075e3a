using System.Globalization;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Reporting.Palettes;

/// <summary>An sRGB colour of 8 bits a channel.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static Rgb Parse(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#')
        {
            throw new FormatException($"'{hex}' is not a colour such as #1b6f8a.");
        }

        int value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new((byte)(value >> 16), (byte)((value >> 8) & 0xFF), (byte)(value & 0xFF));
    }

    /// <summary>Linear-light channels in [0, 1] (IEC 61966-2-1).</summary>
    public (double Red, double Green, double Blue) Linear => (ToLinear(Red), ToLinear(Green), ToLinear(Blue));

    /// <summary>Relative luminance of WCAG 2.2, in [0, 1].</summary>
    public double Luminance
    {
        get
        {
            var (r, g, b) = Linear;
            return (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
        }
    }

    /// <summary>Contrast ratio of WCAG 2.2, from 1 to 21.</summary>
    public double ContrastWith(Rgb other)
    {
        double a = Luminance;
        double b = other.Luminance;
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double ToLinear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Elementary.Pow((c + 0.055) / 1.055, 2.4);
    }
}
