using System.Globalization;
using System.Text;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>PLINK 1 files as bytes: variant-major .bed (magic 6C 1B 01, two bits a genotype, ceil(N/4) bytes a variant), .bim, .fam.</summary>
public static class PlinkBedWriter
{
    private const int HomozygousA1 = 0b00;
    private const int Heterozygous = 0b10;
    private const int HomozygousA2 = 0b11;

    /// <summary>The .bed file. Dosages are copies of A1, one array a person, one value a variant.</summary>
    public static byte[] Bed(IReadOnlyList<byte[]> people, int variants)
    {
        ArgumentNullException.ThrowIfNull(people);
        int width = (people.Count + 3) / 4;
        byte[] bytes = new byte[checked(3 + (variants * width))];
        (bytes[0], bytes[1], bytes[2]) = (0x6C, 0x1B, 0x01);
        for (int n = 0; n < people.Count; n++)
        {
            byte[] dosages = people[n];
            int offset = 3 + (n / 4);
            int shift = 2 * (n % 4);
            for (int v = 0; v < variants; v++)
            {
                bytes[offset + (v * width)] |= (byte)(Code(dosages[v]) << shift);
            }
        }

        return bytes;
    }

    /// <summary>The .bim file.</summary>
    public static string Bim(IReadOnlyList<SimulatedVariant> variants)
    {
        ArgumentNullException.ThrowIfNull(variants);
        var text = new StringBuilder();
        foreach (var v in variants)
        {
            text.Append(CultureInfo.InvariantCulture, $"{v.Chromosome}\t{v.Id}\t0\t{v.Position}\t{v.A1}\t{v.A2}\n");
        }

        return text.ToString();
    }

    /// <summary>The .fam file: FID and IID are the BIDS labels, the phenotype is missing.</summary>
    public static string Fam(IEnumerable<(string Label, bool IsMale)> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var text = new StringBuilder();
        foreach (var (label, isMale) in people)
        {
            text.Append(CultureInfo.InvariantCulture, $"sub-{label}\tsub-{label}\t0\t0\t{(isMale ? 1 : 2)}\t-9\n");
        }

        return text.ToString();
    }

    private static int Code(byte dosage) => dosage switch
    {
        0 => HomozygousA2,
        1 => Heterozygous,
        2 => HomozygousA1,
        _ => throw new ArgumentOutOfRangeException(nameof(dosage), dosage, "A dosage is 0, 1 or 2 copies of A1."),
    };
}
