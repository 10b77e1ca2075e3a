using System.Numerics;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Connectome.Cleaning;

/// <summary>
/// Zero-phase digital Butterworth filter: analogue prototype, bilinear transform, second-order sections, run forwards and backwards
/// over an odd extension of 3(2·order + 1) samples for a band or 3(order + 1) else, from each section's steady state (Gustafsson 1996).
/// </summary>
public sealed class ButterworthFilter
{
    private readonly double[][] _sections;
    private readonly int _padding;

    private ButterworthFilter(double[][] sections, int padding)
    {
        _sections = sections;
        _padding = padding;
    }

    /// <summary>Samples a signal must exceed to be filtered.</summary>
    public int Padding => _padding;

    /// <summary>Designs a filter. At least one cut-off is needed; both make a band-pass.</summary>
    /// <param name="lowPass">Upper end of the pass band in Hz, or null.</param>
    /// <param name="highPass">Lower end of the pass band in Hz, or null.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="order">Order of the prototype; a band-pass has twice as many poles.</param>
    public static ButterworthFilter Design(double? lowPass, double? highPass, double samplingRate, int order = 5)
    {
        double nyquist = samplingRate / 2;
        Check(lowPass, nyquist, nameof(lowPass));
        Check(highPass, nyquist, nameof(highPass));
        if ((lowPass is null && highPass is null) || lowPass <= highPass)
        {
            throw new ArgumentException($"A filter needs a cut-off, and the low-pass above the high-pass; found low-pass {lowPass} Hz, high-pass {highPass} Hz.", nameof(lowPass));
        }

        double? upper = lowPass is { } l ? Warp(l / nyquist) : null;
        double? lower = highPass is { } h ? Warp(h / nyquist) : null;
        var poles = AnaloguePoles(order, lower, upper);
        bool band = upper is not null && lower is not null;
        double reference = band ? CentreAngle(lower!.Value * upper!.Value) : upper is not null ? 0 : Math.PI;
        Complex[] digital = [.. poles.Select(p => (4 + p) / (4 - p))];
        return new(Sections(digital, lower is not null, upper is not null, reference), 3 * ((band ? 2 * order : order) + 1));
    }

    /// <summary>Filters in place, forwards and backwards.</summary>
    /// <exception cref="ArgumentException">The signal is not longer than <see cref="Padding"/>.</exception>
    public void Apply(Span<double> signal)
    {
        if (signal.Length <= _padding)
        {
            throw new ArgumentException($"A signal needs more than {_padding} samples for this filter; found {signal.Length}.", nameof(signal));
        }

        double[] extended = Extend(signal);
        Forward(extended);
        Array.Reverse(extended);
        Forward(extended);
        Array.Reverse(extended);
        extended.AsSpan(_padding, signal.Length).CopyTo(signal);
    }

    private static void Check(double? cut, double nyquist, string name)
    {
        if (cut is { } c && !(c > 0 && c < nyquist))
        {
            throw new ArgumentOutOfRangeException(name, c, $"A cut-off must lie between 0 and half the sampling rate, {nyquist} Hz.");
        }
    }

    /// <summary>Frequency of the analogue filter for a digital one as a share of Nyquist; the sampling rate is 2 by convention.</summary>
    private static double Warp(double share) => 4 * Elementary.Tan(Math.PI * share / 2);

    /// <summary>Digital angle at which an analogue band's geometric centre lands.</summary>
    private static double CentreAngle(double squared) => 2 * Elementary.Atan(Math.Sqrt(squared) / 4);

    private static Complex[] AnaloguePoles(int order, double? lower, double? upper)
    {
        List<Complex> poles = [];
        for (int k = 0; k < order; k++)
        {
            double angle = Math.PI * ((2 * k) + 1 + order) / (2.0 * order);
            var prototype = new Complex(Elementary.Cos(angle), Elementary.Sin(angle));
            if (lower is { } l && upper is { } u)
            {
                var half = prototype * (u - l) / 2;
                var root = SquareRoot((half * half) - (l * u));
                poles.Add(half + root);
                poles.Add(half - root);
            }
            else
            {
                poles.Add(upper is { } only ? prototype * only : lower!.Value / prototype);
            }
        }

        return [.. poles];
    }

    /// <summary>Principal square root from real square roots only, so that it is the same on every platform.</summary>
    private static Complex SquareRoot(Complex z)
    {
        double magnitude = Math.Sqrt((z.Real * z.Real) + (z.Imaginary * z.Imaginary));
        double re = Math.Sqrt(Math.Max(0, (magnitude + z.Real) / 2));
        double im = Math.Sqrt(Math.Max(0, (magnitude - z.Real) / 2));
        return new(re, z.Imaginary < 0 ? -im : im);
    }

    /// <summary>Conjugate pairs of poles with two zeros each (a real pole with one): +1 for a high-pass, -1 for a low-pass, one of each for a band; unit gain at the reference angle.</summary>
    private static double[][] Sections(Complex[] poles, bool cutsLow, bool cutsHigh, double reference)
    {
        List<double[]> sections = [];
        foreach (var p in poles.Where(p => p.Imaginary > 1e-12).OrderBy(p => (p.Real * p.Real) + (p.Imaginary * p.Imaginary)))
        {
            double squared = (p.Real * p.Real) + (p.Imaginary * p.Imaginary);
            double[] zeros = cutsLow && cutsHigh ? [1, 0, -1] : cutsLow ? [1, -2, 1] : [1, 2, 1];
            sections.Add(Normalised([.. zeros, -2 * p.Real, squared], reference));
        }

        double[] real = [.. poles.Where(p => Math.Abs(p.Imaginary) <= 1e-12).Select(p => p.Real).Order()];
        if (cutsLow && cutsHigh)
        {
            for (int k = 0; k + 1 < real.Length; k += 2)
            {
                sections.Add(Normalised([1, 0, -1, -(real[k] + real[k + 1]), real[k] * real[k + 1]], reference));
            }
        }
        else
        {
            sections.AddRange(real.Select(r => Normalised([1, cutsLow ? -1 : 1, 0, -r, 0], reference)));
        }

        return [.. sections];
    }

    /// <summary>Scales the numerator so that the section's magnitude is 1 at an angle.</summary>
    private static double[] Normalised(double[] section, double angle)
    {
        var z = new Complex(Elementary.Cos(angle), -Elementary.Sin(angle));
        var up = section[0] + (z * (section[1] + (z * section[2])));
        var down = 1 + (z * (section[3] + (z * section[4])));
        double gain = Math.Sqrt(((up.Real * up.Real) + (up.Imaginary * up.Imaginary)) / ((down.Real * down.Real) + (down.Imaginary * down.Imaginary)));
        return [section[0] / gain, section[1] / gain, section[2] / gain, section[3], section[4]];
    }

    /// <summary>Mirrors both ends through their end points.</summary>
    private double[] Extend(ReadOnlySpan<double> signal)
    {
        double[] result = new double[signal.Length + (2 * _padding)];
        signal.CopyTo(result.AsSpan(_padding));
        for (int k = 1; k <= _padding; k++)
        {
            result[_padding - k] = (2 * signal[0]) - signal[k];
            result[_padding + signal.Length - 1 + k] = (2 * signal[^1]) - signal[^(k + 1)];
        }

        return result;
    }

    private void Forward(double[] signal)
    {
        double level = signal[0];
        foreach (double[] s in _sections)
        {
            // Direct form II transposed, starting where a constant input of this level would have settled.
            double settled = level * (s[0] + s[1] + s[2]) / (1 + s[3] + s[4]);
            double second = (s[2] * level) - (s[4] * settled);
            double first = second + (s[1] * level) - (s[3] * settled);
            for (int t = 0; t < signal.Length; t++)
            {
                double x = signal[t];
                double y = (s[0] * x) + first;
                first = (s[1] * x) - (s[3] * y) + second;
                second = (s[2] * x) - (s[4] * y);
                signal[t] = y;
            }

            level = settled;
        }
    }
}
