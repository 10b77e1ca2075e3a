using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Random;

/// <summary>
/// Counter-based random numbers, Philox4x32-10 (Salmon et al. 2011, doi 10.1145/2063384.2063405).
/// Keyed by (seed, participant, stream): a draw depends on nothing else, so results are the same for any thread count,
/// chunk size or order of people.
/// </summary>
public sealed class Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _counter2;
    private readonly uint _counter3;
    private readonly uint[] _block = new uint[4];
    private ulong _position;
    private int _used = 4;

    /// <summary>A generator for one (seed, stream) pair.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="stream">What is drawn; distinct streams are independent.</param>
    public Philox(ulong seed, ulong stream)
    {
        unchecked
        {
            _key0 = (uint)seed;
            _key1 = (uint)(seed >> 32);
            _counter2 = (uint)stream;
            _counter3 = (uint)(stream >> 32);
        }
    }

    /// <summary>A generator keyed by names: participant label and purpose. Stable across runs and platforms (FNV-1a, 64 bit).</summary>
    public static Philox For(ulong seed, string participant, string purpose) => new(seed, Hash(participant + "\0" + purpose));

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            unchecked
            {
                Block((uint)_position, (uint)(_position >> 32), _counter2, _counter3, _key0, _key1, _block);
                _position++;
            }

            _used = 0;
        }

        return _block[_used++];
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>Uniform on the open interval (0, 1): (k + 1/2) / 2^53.</summary>
    public double NextDouble() => ((NextUInt64() >> 11) + 0.5) * (1.0 / 9007199254740992.0);

    /// <summary>Uniform integer in [0, bound), without bias (Lemire's rejection).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        uint range = (uint)bound;
        uint threshold = unchecked(0u - range) % range;
        while (true)
        {
            ulong product = (ulong)NextUInt32() * range;
            if (unchecked((uint)product) >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>Standard normal by inversion: one uniform, one normal.</summary>
    public double NextNormal() => Normal.Quantile(NextDouble());

    /// <summary>True with probability p.</summary>
    public bool NextBernoulli(double p) => NextDouble() < p;

    /// <summary>Gamma with the given shape (&gt; 0) and scale 1 (Marsaglia and Tsang 2000, doi 10.1145/358407.358414).</summary>
    public double NextGamma(double shape)
    {
        if (!(shape > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "A shape must be positive.");
        }

        if (shape < 1)
        {
            double boost = Elementary.Pow(NextDouble(), 1 / shape);
            return NextGamma(shape + 1) * boost;
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextNormal();
            double v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (Elementary.Log(NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Elementary.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>Beta(a, b).</summary>
    public double NextBeta(double a, double b)
    {
        double x = NextGamma(a);
        return x / (x + NextGamma(b));
    }

    /// <summary>Fisher-Yates shuffle in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>FNV-1a over UTF-16 code units.</summary>
    public static ulong Hash(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            unchecked
            {
                hash = (hash ^ c) * 1099511628211;
            }
        }

        return hash;
    }

    /// <summary>One block of four words for a 128-bit counter and a 64-bit key.</summary>
    public static void Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, Span<uint> destination)
    {
        unchecked
        {
            for (int round = 0; round < 10; round++)
            {
                ulong p0 = (ulong)Multiplier0 * c0;
                ulong p1 = (ulong)Multiplier1 * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }

        destination[0] = c0;
        destination[1] = c1;
        destination[2] = c2;
        destination[3] = c3;
    }
}
