using System.Globalization;
using System.Text;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>Writes random .bed/.bim/.fam trios whose genotypes are known.</summary>
internal sealed class SimulatedGenotypes
{
    private static readonly string[] Pairs = ["AG", "CT", "AC", "GT", "AT", "CG"];

    private SimulatedGenotypes(string prefix, int[,] copies)
    {
        Prefix = prefix;
        Copies = copies;
    }

    public string Prefix { get; }

    /// <summary>Copies of allele 1 by variant and person, -1 for missing.</summary>
    public int[,] Copies { get; }

    // linkage: probability that a haplotype copies its allele from the variant before, 0 for independent variants.
    public static SimulatedGenotypes Write(TemporaryFolder folder, int people, int variants, ulong seed, double missing = 0.01, double linkage = 0, string name = "sim")
    {
        var random = new Philox(seed, 1);
        int[,] copies = new int[variants, people];
        var haplotypes = new bool[2 * people];
        var bim = new StringBuilder();
        for (int v = 0; v < variants; v++)
        {
            double p = 0.05 + (0.9 * random.NextDouble());
            for (int h = 0; h < haplotypes.Length; h++)
            {
                haplotypes[h] = v > 0 && random.NextDouble() < linkage ? haplotypes[h] : random.NextDouble() < p;
            }

            for (int i = 0; i < people; i++)
            {
                copies[v, i] = random.NextDouble() < missing ? -1 : (haplotypes[2 * i] ? 1 : 0) + (haplotypes[(2 * i) + 1] ? 1 : 0);
            }

            string pair = Pairs[v % Pairs.Length];
            bim.Append(CultureInfo.InvariantCulture, $"{1 + (v * 2 / variants)}\trs{v}\t0\t{1000 * (v + 1)}\t{pair[v % 2]}\t{pair[1 - (v % 2)]}\n");
        }

        var fam = new StringBuilder();
        for (int i = 0; i < people; i++)
        {
            fam.Append(CultureInfo.InvariantCulture, $"F{i} P{i} 0 0 {1 + (i % 2)} -9\n");
        }

        folder.Write(name + ".bim", bim.ToString());
        folder.Write(name + ".fam", fam.ToString());
        File.WriteAllBytes(folder[name + ".bed"], Pack(copies));
        return new(folder[name], copies);
    }

    public static byte[] Pack(int[,] copies)
    {
        int variants = copies.GetLength(0);
        int people = copies.GetLength(1);
        int length = (people + 3) / 4;
        byte[] bytes = new byte[3 + (variants * length)];
        (bytes[0], bytes[1], bytes[2]) = (0x6C, 0x1B, 0x01);
        for (int v = 0; v < variants; v++)
        {
            for (int i = 0; i < people; i++)
            {
                int code = copies[v, i] switch { 2 => 0, 1 => 2, 0 => 3, _ => 1 };
                bytes[3 + (v * length) + (i / 4)] |= (byte)(code << (2 * (i % 4)));
            }
        }

        return bytes;
    }

    /// <summary>A PLINK score file over every <paramref name="step"/>-th variant.</summary>
    public string WriteWeights(TemporaryFolder folder, int step, ulong seed, int columns = 1, string name = "weights.txt")
    {
        var random = new Philox(seed, 2);
        var text = new StringBuilder(columns == 1 ? "" : "ID\tA1\t" + string.Join('\t', Enumerable.Range(1, columns).Select(c => $"W{c}")) + "\n");
        foreach (string[] row in File.ReadLines(Prefix + ".bim").Select(l => l.Split('\t')).Where((_, i) => i % step == 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"{row[1]}\t{row[random.NextBernoulli(0.5) ? 4 : 5]}");
            for (int c = 0; c < columns; c++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{random.NextNormal():R}");
            }

            text.Append('\n');
        }

        return folder.Write(name, text.ToString());
    }
}
