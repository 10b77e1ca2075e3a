using Etiogrid.Reporting.Palettes;

namespace Etiogrid.Reporting.Tests.Palettes;

/// <summary>
/// How far apart two colours look, in CIEDE2000 (Sharma, Wu and Dalal 2005, doi:10.1002/col.20070), to normal and to dichromatic
/// eyes (Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1).
/// </summary>
internal static class ColourVision
{
    public static readonly (string Name, double[] Matrix)[] Eyes =
    [
        ("normal", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
        ("protanopia", [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]),
        ("deuteranopia", [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]),
        ("tritanopia", [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]),
    ];

    /// <summary>The smallest distance over all eyes.</summary>
    public static double Distance(Rgb a, Rgb b) => Eyes.Min(e => Ciede2000(Lab(a, e.Matrix), Lab(b, e.Matrix)));

    /// <summary>CIELAB (D65) of a colour as an eye sees it.</summary>
    public static (double L, double A, double B) Lab(Rgb colour, double[] eye)
    {
        var (r, g, b) = colour.Linear;
        double[] seen = [.. Enumerable.Range(0, 3).Select(i => Math.Clamp((eye[3 * i] * r) + (eye[(3 * i) + 1] * g) + (eye[(3 * i) + 2] * b), 0, 1))];
        double x = ((0.4124564 * seen[0]) + (0.3575761 * seen[1]) + (0.1804375 * seen[2])) / 0.95047;
        double y = (0.2126729 * seen[0]) + (0.7151522 * seen[1]) + (0.0721750 * seen[2]);
        double z = ((0.0193339 * seen[0]) + (0.1191920 * seen[1]) + (0.9503041 * seen[2])) / 1.08883;
        return ((116 * F(y)) - 16, 500 * (F(x) - F(y)), 200 * (F(y) - F(z)));
    }

    public static double Ciede2000((double L, double A, double B) p, (double L, double A, double B) q)
    {
        double mean = (Math.Sqrt((p.A * p.A) + (p.B * p.B)) + Math.Sqrt((q.A * q.A) + (q.B * q.B))) / 2;
        double g = 0.5 * (1 - Math.Sqrt(Math.Pow(mean, 7) / (Math.Pow(mean, 7) + Math.Pow(25, 7))));
        var (c1, h1) = Polar(p.A * (1 + g), p.B);
        var (c2, h2) = Polar(q.A * (1 + g), q.B);
        double dh = c1 * c2 == 0 ? 0 : h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
        double hue = c1 * c2 == 0 ? h1 + h2 : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        double dl = q.L - p.L;
        double dc = c2 - c1;
        double dH = 2 * Math.Sqrt(c1 * c2) * Math.Sin(Radians(dh / 2));
        double l = (p.L + q.L) / 2;
        double c = (c1 + c2) / 2;
        double t = 1 - (0.17 * Math.Cos(Radians(hue - 30))) + (0.24 * Math.Cos(Radians(2 * hue))) + (0.32 * Math.Cos(Radians((3 * hue) + 6))) - (0.2 * Math.Cos(Radians((4 * hue) - 63)));
        double sl = 1 + (0.015 * (l - 50) * (l - 50) / Math.Sqrt(20 + ((l - 50) * (l - 50))));
        double sc = 1 + (0.045 * c);
        double sh = 1 + (0.015 * c * t);
        double turn = 30 * Math.Exp(-Math.Pow((hue - 275) / 25, 2));
        double rt = -2 * Math.Sqrt(Math.Pow(c, 7) / (Math.Pow(c, 7) + Math.Pow(25, 7))) * Math.Sin(Radians(2 * turn));
        return Math.Sqrt(Math.Pow(dl / sl, 2) + Math.Pow(dc / sc, 2) + Math.Pow(dH / sh, 2) + (rt * dc / sc * dH / sh));
    }

    private static (double Chroma, double Hue) Polar(double a, double b)
    {
        double hue = a == 0 && b == 0 ? 0 : Math.Atan2(b, a) * 180 / Math.PI;
        return (Math.Sqrt((a * a) + (b * b)), hue < 0 ? hue + 360 : hue);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
}
