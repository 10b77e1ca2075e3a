using System.Buffers.Binary;
using System.Globalization;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Expected allele dosages from a BGEN layout 2 probability block.</summary>
internal static class BgenProbabilities
{
    /// <summary>Fills dosages of one alternate allele (1 = the second), NaN for missing people.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or holds other ploidies than one and two.</exception>
    public static void Dosages(ReadOnlySpan<byte> block, int people, int alternate, Span<double> dosages)
    {
        if (block.Length < 10 + (long)people)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a block of {block.Length} bytes for {people} people"));
        }

        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(block);
        int alleles = BinaryPrimitives.ReadUInt16LittleEndian(block[4..]);
        var ploidy = block.Slice(8, people);
        bool phased = block[8 + people] == 1;
        int bits = block[9 + people];
        if (stated != people || bits is < 1 or > 32 || alleles < 2 || alternate >= alleles || block[8 + people] > 1)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{stated} people, {alleles} alleles, {bits} bits, phase flag {block[8 + people]}"));
        }

        var values = new BitValues(block[(10 + people)..], bits);
        for (int i = 0; i < people; i++)
        {
            int copies = ploidy[i] & 63;
            if (copies is not (1 or 2))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"person {i + 1} has ploidy {copies}"));
            }

            double dosage = phased ? Phased(ref values, copies, alleles, alternate) : Unphased(ref values, copies, alleles, alternate);
            dosages[i] = (ploidy[i] & 128) != 0 ? double.NaN : copies == 1 ? 2 * dosage : dosage;
        }
    }

    /// <summary>Fills dosages of the second allele from a layout 1 block: three sixteen-bit probabilities a person, 32,768 = 1; all 0 for missing.</summary>
    /// <exception cref="InvalidDataException">The probabilities of a person sum to more than one.</exception>
    public static void OldDosages(ReadOnlySpan<byte> block, Span<double> dosages)
    {
        for (int i = 0; i < dosages.Length; i++)
        {
            int none = BinaryPrimitives.ReadUInt16LittleEndian(block[(6 * i)..]);
            int one = BinaryPrimitives.ReadUInt16LittleEndian(block[((6 * i) + 2)..]);
            int two = BinaryPrimitives.ReadUInt16LittleEndian(block[((6 * i) + 4)..]);
            int sum = none + one + two;
            if (sum > 32768 + 16)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the probabilities of person {i + 1} sum to {sum / 32768.0}"));
            }

            // Rounding leaves sums a little off one.
            dosages[i] = sum == 0 ? double.NaN : (one + (2.0 * two)) / sum;
        }
    }

    /// <summary>For each chromosome copy the probabilities of all alleles but the last.</summary>
    private static double Phased(ref BitValues values, int copies, int alleles, int alternate)
    {
        double dosage = 0;
        for (int c = 0; c < copies; c++)
        {
            double last = 1;
            for (int a = 0; a < alleles - 1; a++)
            {
                double p = values.Next();
                last -= p;
                dosage += a == alternate ? p : 0;
            }

            dosage += alternate == alleles - 1 ? Rest(last) : 0;
        }

        return dosage;
    }

    /// <summary>Genotypes in colexicographic order, (0,0), (0,1), (1,1), (0,2) …, all but the last.</summary>
    private static double Unphased(ref BitValues values, int copies, int alleles, int alternate)
    {
        if (copies == 1)
        {
            return Phased(ref values, 1, alleles, alternate);
        }

        double dosage = 0;
        double last = 1;
        for (int second = 0; second < alleles; second++)
        {
            for (int first = 0; first <= second; first++)
            {
                int carried = (first == alternate ? 1 : 0) + (second == alternate ? 1 : 0);
                if (first == alleles - 1)
                {
                    dosage += carried * Rest(last);
                    continue;
                }

                double p = values.Next();
                last -= p;
                dosage += carried * p;
            }
        }

        return dosage;
    }

    /// <summary>What the stored probabilities leave for the last one; rounding may leave a little less than nothing.</summary>
    private static double Rest(double last) =>
        last >= -1e-6 ? Math.Max(last, 0) : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"the probabilities of a person sum to {1 - last}"));

    /// <summary>Unsigned numbers of a fixed number of bits, low bits first, as fractions of the largest.</summary>
    private ref struct BitValues(ReadOnlySpan<byte> bytes, int bits)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly double _scale = (1UL << bits) - 1;
        private long _position;

        public double Next()
        {
            long end = _position + bits;
            if (end > 8L * _bytes.Length)
            {
                throw new InvalidDataException("the probabilities end too early");
            }

            ulong value = 0;
            int first = (int)(_position >> 3);
            int last = (int)((end - 1) >> 3);
            for (int b = last; b >= first; b--)
            {
                value = (value << 8) | _bytes[b];
            }

            value >>= (int)(_position & 7);
            _position = end;
            return (value & ((1UL << bits) - 1)) / _scale;
        }
    }
}
