using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Signal;

/// <summary>
/// The discrete Fourier transform of one length, any length: X[k] = sum_n x[n] exp(-2 pi i n k / N), without scaling; the
/// inverse divides by N. Mixed radix (Stockham's self-sorting form, Cochran et al. 1967) for lengths with factors up to 13,
/// Bluestein's chirp (1970, doi 10.1109/TAU.1970.1162132) for others: O(N log N) always. A plan is immutable and may be shared by threads.
/// </summary>
public sealed class FourierTransform
{
    private const int LargestRadix = 13;
    private readonly int[] _factors;
    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly FourierTransform? _convolution;
    private readonly double[] _chirpRe = [];
    private readonly double[] _chirpIm = [];
    private readonly double[] _filterRe = [];
    private readonly double[] _filterIm = [];

    /// <summary>A plan for a length of at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1 or above 2^28.</exception>
    public FourierTransform(int length)
    {
        if (length is < 1 or > 1 << 28)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A transform needs a length from 1 to 2^28.");
        }

        Length = length;
        _factors = Factors(length);
        if (_factors.Length > 0 && _factors[^1] > LargestRadix)
        {
            _factors = [];
            (_cosines, _sines) = ([], []);
            _convolution = new(FastLength((2 * length) - 1));
            (_chirpRe, _chirpIm) = Chirp(length);
            (_filterRe, _filterIm) = Filter();
        }
        else
        {
            (_cosines, _sines) = UnitCircle(length);
        }
    }

    /// <summary>N.</summary>
    public int Length { get; }

    /// <summary>The smallest length of at least <paramref name="length"/> whose factors are 2, 3 and 5: fast, for padded convolutions.</summary>
    public static int FastLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        for (int n = length; ; n++)
        {
            int rest = n;
            foreach (int p in (ReadOnlySpan<int>)[2, 3, 5])
            {
                while (rest % p == 0)
                {
                    rest /= p;
                }
            }

            if (rest == 1)
            {
                return n;
            }
        }
    }

    /// <summary>Transforms in place; real and imaginary parts lie apart.</summary>
    /// <exception cref="ArgumentException">A span does not have the plan's length.</exception>
    public void Forward(Span<double> re, Span<double> im)
    {
        Check(re.Length, nameof(re));
        Check(im.Length, nameof(im));
        if (_convolution is null)
        {
            MixedRadix(re, im);
        }
        else
        {
            Bluestein(re, im);
        }
    }

    /// <summary>The inverse transform in place, divided by N.</summary>
    /// <exception cref="ArgumentException">A span does not have the plan's length.</exception>
    public void Inverse(Span<double> re, Span<double> im)
    {
        // Exchanging the parts conjugates twice.
        Forward(im, re);
        double scale = 1.0 / Length;
        for (int i = 0; i < re.Length; i++)
        {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    /// <summary>|X[k]|^2 of a real signal for k = 0 .. N/2.</summary>
    /// <exception cref="ArgumentException">The signal does not have the plan's length.</exception>
    public double[] Power(ReadOnlySpan<double> signal)
    {
        double[] re = signal.ToArray();
        double[] im = new double[re.Length];
        Forward(re, im);
        double[] power = new double[(Length / 2) + 1];
        for (int k = 0; k < power.Length; k++)
        {
            power[k] = Math.FusedMultiplyAdd(re[k], re[k], im[k] * im[k]);
        }

        return power;
    }

    private static int[] Factors(int n)
    {
        List<int> factors = [];
        while (n % 4 == 0)
        {
            factors.Add(4);
            n /= 4;
        }

        for (int p = 2; p * p <= n; p++)
        {
            while (n % p == 0)
            {
                factors.Add(p);
                n /= p;
            }
        }

        if (n > 1)
        {
            factors.Add(n);
        }

        return [.. factors.Order()];
    }

    /// <summary>cos and sin of 2 pi k / n: computed in the first eighth of the turn and reflected, so that symmetries are exact.</summary>
    private static (double[] Cosines, double[] Sines) UnitCircle(int n)
    {
        double[] cosines = new double[n];
        double[] sines = new double[n];
        for (int k = 0; k < n; k++)
        {
            (cosines[k], sines[k]) = PointOnCircle(k, n);
        }

        return (cosines, sines);
    }

    private static (double Cosine, double Sine) PointOnCircle(long k, long n)
    {
        long eighths = 8 * k;
        long octant = eighths / n;
        if (2 * k > n)
        {
            var (c, s) = PointOnCircle(n - k, n);
            return (c, -s);
        }

        if (octant >= 2)
        {
            // A quarter turn back: the numbers are multiples of 1 / 4n of a turn.
            var (c, s) = PointOnCircle((4 * k) - n, 4 * n);
            return (-s, c);
        }

        if (eighths > n)
        {
            var (c, s) = PointOnCircle(n - (4 * k), 4 * n);
            return (s, c);
        }

        // At most an eighth of a turn.
        double angle = 2 * Math.PI * k / n;
        return (Elementary.Cos(angle), Elementary.Sin(angle));
    }

    private void Check(int length, string name)
    {
        if (length != Length)
        {
            throw new ArgumentException($"The plan is for {Length} values; found {length}.", name);
        }
    }

    /// <summary>Stockham passes of decimation in frequency: the stride grows from 1 to N while the sub-transforms shrink from N to 1.</summary>
    private void MixedRadix(Span<double> re, Span<double> im)
    {
        Span<double> fromRe = re, fromIm = im, toRe = new double[Length], toIm = new double[Length];
        int stride = 1;
        foreach (int radix in _factors)
        {
            if (radix == 4)
            {
                PassOfFour(stride, fromRe, fromIm, toRe, toIm);
            }
            else
            {
                Pass(radix, stride, fromRe, fromIm, toRe, toIm);
            }

            stride *= radix;
            var swapRe = fromRe;
            var swapIm = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = swapRe;
            toIm = swapIm;
        }

        if (_factors.Length % 2 == 1)
        {
            fromRe.CopyTo(re);
            fromIm.CopyTo(im);
        }
    }

    /// <summary>y[q + s (r p + j)] = exp(-2 pi i p j / n) sum_k x[q + s (p + k m)] exp(-2 pi i j k / r) with n = N / s, m = n / r.</summary>
    private void Pass(int radix, int stride, ReadOnlySpan<double> xRe, ReadOnlySpan<double> xIm, Span<double> yRe, Span<double> yIm)
    {
        int m = Length / (stride * radix);
        int step = m * stride;
        for (int p = 0; p < m; p++)
        {
            for (int j = 0; j < radix; j++)
            {
                double twiddleC = _cosines[p * j * stride];
                double twiddleS = -_sines[p * j * stride];
                int target = stride * ((radix * p) + j);
                for (int q = 0; q < stride; q++)
                {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int k = 0; k < radix; k++)
                    {
                        int source = q + (stride * p) + (k * step);
                        int angle = j * k % radix * (Length / radix);
                        sumRe += Math.FusedMultiplyAdd(xRe[source], _cosines[angle], xIm[source] * _sines[angle]);
                        sumIm += Math.FusedMultiplyAdd(xIm[source], _cosines[angle], -(xRe[source] * _sines[angle]));
                    }

                    yRe[target + q] = Math.FusedMultiplyAdd(sumRe, twiddleC, -(sumIm * twiddleS));
                    yIm[target + q] = Math.FusedMultiplyAdd(sumRe, twiddleS, sumIm * twiddleC);
                }
            }
        }
    }

    private void PassOfFour(int stride, ReadOnlySpan<double> xRe, ReadOnlySpan<double> xIm, Span<double> yRe, Span<double> yIm)
    {
        int m = Length / (stride * 4);
        int step = m * stride;
        for (int p = 0; p < m; p++)
        {
            int turn = p * stride;
            var (c1, s1) = (_cosines[turn], -_sines[turn]);
            var (c2, s2) = (_cosines[2 * turn], -_sines[2 * turn]);
            var (c3, s3) = (_cosines[3 * turn], -_sines[3 * turn]);
            int source = stride * p;
            int target = 4 * stride * p;
            for (int q = 0; q < stride; q++)
            {
                int a = source + q;
                double sumRe = xRe[a] + xRe[a + (2 * step)];
                double sumIm = xIm[a] + xIm[a + (2 * step)];
                double differenceRe = xRe[a] - xRe[a + (2 * step)];
                double differenceIm = xIm[a] - xIm[a + (2 * step)];
                double oddSumRe = xRe[a + step] + xRe[a + (3 * step)];
                double oddSumIm = xIm[a + step] + xIm[a + (3 * step)];
                double oddRe = xRe[a + step] - xRe[a + (3 * step)];
                double oddIm = xIm[a + step] - xIm[a + (3 * step)];
                int b = target + q;
                yRe[b] = sumRe + oddSumRe;
                yIm[b] = sumIm + oddSumIm;
                Turn(differenceRe + oddIm, differenceIm - oddRe, c1, s1, out yRe[b + stride], out yIm[b + stride]);
                Turn(sumRe - oddSumRe, sumIm - oddSumIm, c2, s2, out yRe[b + (2 * stride)], out yIm[b + (2 * stride)]);
                Turn(differenceRe - oddIm, differenceIm + oddRe, c3, s3, out yRe[b + (3 * stride)], out yIm[b + (3 * stride)]);
            }
        }
    }

    private static void Turn(double re, double im, double c, double s, out double turnedRe, out double turnedIm)
    {
        turnedRe = Math.FusedMultiplyAdd(re, c, -(im * s));
        turnedIm = Math.FusedMultiplyAdd(re, s, im * c);
    }

    /// <summary>exp(-pi i k^2 / n): the square modulo 2 n keeps the angle small.</summary>
    private static (double[] Re, double[] Im) Chirp(int n)
    {
        double[] re = new double[n];
        double[] im = new double[n];
        for (long k = 0; k < n; k++)
        {
            var (c, s) = PointOnCircle(k * k % (2L * n), 2L * n);
            re[k] = c;
            im[k] = -s;
        }

        return (re, im);
    }

    /// <summary>The transform of the conjugate chirp, wrapped around the convolution's length.</summary>
    private (double[] Re, double[] Im) Filter()
    {
        double[] re = new double[_convolution!.Length];
        double[] im = new double[_convolution.Length];
        for (int k = 0; k < Length; k++)
        {
            int mirrored = (_convolution.Length - k) % _convolution.Length;
            (re[k], im[k]) = (_chirpRe[k], -_chirpIm[k]);
            (re[mirrored], im[mirrored]) = (_chirpRe[k], -_chirpIm[k]);
        }

        _convolution.Forward(re, im);
        return (re, im);
    }

    /// <summary>n k = (n^2 + k^2 - (k - n)^2) / 2 turns the transform into a convolution with a chirp.</summary>
    private void Bluestein(Span<double> re, Span<double> im)
    {
        double[] workRe = new double[_convolution!.Length];
        double[] workIm = new double[_convolution.Length];
        for (int k = 0; k < Length; k++)
        {
            Turn(re[k], im[k], _chirpRe[k], _chirpIm[k], out workRe[k], out workIm[k]);
        }

        _convolution.Forward(workRe, workIm);
        for (int k = 0; k < workRe.Length; k++)
        {
            Turn(workRe[k], workIm[k], _filterRe[k], _filterIm[k], out workRe[k], out workIm[k]);
        }

        _convolution.Inverse(workRe, workIm);
        for (int k = 0; k < Length; k++)
        {
            Turn(workRe[k], workIm[k], _chirpRe[k], _chirpIm[k], out re[k], out im[k]);
        }
    }
}
