namespace Etiogrid.Genetics.Genotypes;

/// <summary>
/// Decodes variant records of a <c>.pgen</c> (PLINK 2 file format specification, github.com/chrchang/plink-ng, pgen_spec).
/// Codes are PLINK 2's: 0 two reference alleles, 1 one alternate, 2 two alternates, 3 missing; one byte a person while decoding.
/// </summary>
internal static class PgenRecord
{
    /// <summary>True for records that are differences from an earlier record.</summary>
    public static bool IsDifference(byte type) => (type & 7) is 2 or 3;

    /// <summary>Decodes the hard-call track into one code a person.</summary>
    /// <param name="type">Record type.</param>
    /// <param name="reader">At the start of the record.</param>
    /// <param name="codes">Destination; for difference records the codes of the record referred to.</param>
    public static void HardCalls(byte type, ref PgenReader reader, Span<byte> codes)
    {
        int people = codes.Length;
        switch (type & 7)
        {
            case 0:
                Unpack(reader.Take((people + 3) / 4), codes);
                return;
            case 1:
                OneBit(ref reader, codes);
                break;
            case 2 or 3:
                break;
            case 5:
                throw new InvalidDataException("record type 5 is reserved");
            default:
                codes.Fill((byte)(type & 3));
                break;
        }

        Patch(ref reader, codes);
        if ((type & 7) == 3)
        {
            Invert(codes);
        }
    }

    /// <summary>
    /// Reads which alternate alleles people with one or two alternates carry, where there is more than one: for each person two allele
    /// numbers, 0 = reference; 255 for missing.
    /// </summary>
    public static void Alleles(byte type, ref PgenReader reader, int alternates, ReadOnlySpan<byte> codes, Span<byte> first, Span<byte> second)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            (first[i], second[i]) = codes[i] switch { 0 => ((byte)0, (byte)0), 1 => ((byte)0, (byte)1), 2 => ((byte)1, (byte)1), _ => ((byte)255, (byte)255) };
        }

        if ((type & 8) == 0)
        {
            return;
        }

        byte mode = reader.Byte();
        int[] ones = Listed(mode & 15, ref reader, codes, 1);
        int width = alternates switch { 2 => 0, 3 => 1, <= 5 => 2, <= 17 => 4, _ => 8 };
        var values = reader.Take(((ones.Length * width) + 7) / 8);
        for (int i = 0; i < ones.Length; i++)
        {
            second[ones[i]] = Allele(Bits(values, i, width) + 2, alternates);
        }

        int[] twos = Listed(mode >> 4, ref reader, codes, 2);
        int pairWidth = alternates switch { 2 => 1, <= 4 => 2, <= 16 => 4, _ => 8 };
        values = reader.Take(((twos.Length * (alternates == 2 ? 1 : 2 * pairWidth)) + 7) / 8);
        for (int i = 0; i < twos.Length; i++)
        {
            (first[twos[i]], second[twos[i]]) = alternates == 2
                ? (Allele(1 + Bits(values, i, 1), alternates), (byte)2)
                : (Allele(1 + Bits(values, 2 * i, pairWidth), alternates), Allele(1 + Bits(values, (2 * i) + 1, pairWidth), alternates));
        }
    }

    /// <summary>Skips the phase track: a flag, one bit a heterozygous person, and, where not all are phased, one bit a phased person.</summary>
    public static void SkipPhase(byte type, ref PgenReader reader, int heterozygous)
    {
        if ((type & 16) == 0)
        {
            return;
        }

        var bits = reader.Take((heterozygous / 8) + 1);
        if ((bits[0] & 1) != 0)
        {
            int present = 0;
            for (int i = 1; i <= heterozygous; i++)
            {
                present += (bits[i / 8] >> (i % 8)) & 1;
            }

            reader.Take((present + 7) / 8);
        }
    }

    /// <summary>Overwrites dosages with those of the dosage track: 16,384 is one alternate allele.</summary>
    public static void Dosages(byte type, ref PgenReader reader, Span<double> dosages)
    {
        int people = dosages.Length;
        switch ((type >> 5) & 3)
        {
            case 1:
                foreach (int person in reader.PersonList(people, false, out _))
                {
                    dosages[person] = One(reader.UInt16());
                }

                break;
            case 2:
                for (int i = 0; i < people; i++)
                {
                    dosages[i] = One(reader.UInt16());
                }

                break;
            case 3:
                var present = reader.Take((people + 7) / 8);
                for (int i = 0; i < people; i++)
                {
                    if (((present[i / 8] >> (i % 8)) & 1) != 0)
                    {
                        dosages[i] = One(reader.UInt16());
                    }
                }

                break;
        }
    }

    /// <summary>Unpacks two-bit codes.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)((packed[i >> 2] >> ((i & 3) * 2)) & 3);
        }
    }

    private static double One(ushort value) => value switch
    {
        ushort.MaxValue => double.NaN,
        <= 32768 => value / 16384.0,
        _ => throw new InvalidDataException($"a dosage of {value} sixteen-thousandths"),
    };

    private static void OneBit(ref PgenReader reader, Span<byte> codes)
    {
        byte pair = reader.Byte();
        if (pair is not (1 or 2 or 3 or 5 or 6 or 9))
        {
            throw new InvalidDataException($"a pair of genotype categories coded {pair}");
        }

        var bits = reader.Take((codes.Length + 7) / 8);
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = (byte)((pair >> 2) + ((pair & 3) * ((bits[i >> 3] >> (i & 7)) & 1)));
        }
    }

    private static void Patch(ref PgenReader reader, Span<byte> codes)
    {
        int[] persons = reader.PersonList(codes.Length, true, out var values);
        for (int i = 0; i < persons.Length; i++)
        {
            codes[persons[i]] = (byte)((values[i >> 2] >> ((i & 3) * 2)) & 3);
        }
    }

    private static void Invert(Span<byte> codes)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = codes[i] == 3 ? (byte)3 : (byte)(2 - codes[i]);
        }
    }

    /// <summary>People of one genotype category who carry a rarer alternate: a bit for each of the category, a list, or none.</summary>
    private static int[] Listed(int mode, ref PgenReader reader, ReadOnlySpan<byte> codes, byte category)
    {
        switch (mode)
        {
            case 15:
                return [];
            case 1:
                return reader.PersonList(codes.Length, false, out _);
            case 0:
                int count = 0;
                foreach (byte code in codes)
                {
                    count += code == category ? 1 : 0;
                }

                var bits = reader.Take((count + 7) / 8);
                List<int> persons = [];
                int at = 0;
                for (int i = 0; i < codes.Length; i++)
                {
                    if (codes[i] == category)
                    {
                        if (((bits[at >> 3] >> (at & 7)) & 1) != 0)
                        {
                            persons.Add(i);
                        }

                        at++;
                    }
                }

                return [.. persons];
            default:
                throw new InvalidDataException($"multi-allelic patch mode {mode}");
        }
    }

    private static int Bits(ReadOnlySpan<byte> values, int index, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        int bit = index * width;
        return (values[bit >> 3] >> (bit & 7)) & ((1 << width) - 1);
    }

    private static byte Allele(int value, int alternates) =>
        value <= alternates ? (byte)value : throw new InvalidDataException($"allele {value} of {alternates} alternates");
}
