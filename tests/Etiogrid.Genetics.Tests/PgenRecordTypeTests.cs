using System.Globalization;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>Each record type of the .pgen specification, written by the tests' own writer, is read back; plink2 reads the same files.</summary>
public sealed class PgenRecordTypeTests : IDisposable
{
    private static readonly int[] MainTypes = [0, 1, 2, 3, 4, 6, 7];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5, 1, true, false)]
    [InlineData(90, 2, true, true)]
    [InlineData(255, 3, true, false)]
    [InlineData(256, 2, true, false)]
    [InlineData(257, 4, true, true)]
    [InlineData(700, 2, true, false)]
    [InlineData(90, 2, false, true)]
    [InlineData(300, 4, false, false)]
    public void Every_record_type_and_track_is_read(int people, int lengthBytes, bool wideTypes, bool flags)
    {
        var random = new Philox(77, (ulong)people);
        var writer = new PgenWriter(people);
        List<double[][]> truth = [];
        byte[] last = [];
        int auxiliary = wideTypes ? 16 : 2;
        for (int round = 0; round < 3; round++)
        {
            foreach (int main in MainTypes)
            {
                for (int kind = 0; kind < auxiliary; kind++)
                {
                    if (lengthBytes == 1 && people > 20)
                    {
                        continue;
                    }

                    Add(writer, random, people, main, wideTypes ? kind : kind * 8, ref last, truth);
                }
            }
        }

        // Types 2 and 3 must not start the file: the first record is of type 0.
        int[] expectedTypes = [.. MainTypes];
        Assert.Equal(expectedTypes, writer.Types.Select(t => t & 7).Distinct().Order());
        byte[] file = writer.ToFile(wideTypes, lengthBytes, flags);
        // plink2 takes lists of at most an eighth of the people: for five people of nobody.
        Check(file, writer, people, truth, judge: people > 20);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0x40)]
    [InlineData(4, 0xC0)]
    public void Files_of_fixed_width_are_read(byte mode, int type)
    {
        foreach (bool flags in (bool[])[false, true])
        {
            var random = new Philox(78, mode);
            var writer = new PgenWriter(37);
            List<double[][]> truth = [];
            byte[] last = [];
            for (int v = 0; v < 19; v++)
            {
                Add(writer, random, 37, 0, 0, ref last, truth, exactly: type);
            }

            Check(writer.ToFixedFile(mode, flags), writer, 37, truth, judge: mode != 4);
        }
    }

    [Fact]
    public void A_record_that_names_more_alleles_than_the_pvar_and_undefined_tracks_are_refused()
    {
        var random = new Philox(5, 5);
        var writer = new PgenWriter(30);
        List<double[][]> truth = [];
        byte[] last = [];
        Add(writer, random, 30, 0, 0, ref last, truth, exactly: 8);
        Write(writer.ToFile(true, 2, false), [2], 30);
        using var source = GenotypeFile.Open(_folder["x.pgen"]).Value;
        Assert.Contains("variant 1", Assert.Throws<InvalidDataException>(() => source.ReadDosages(0, new double[30])).Message, StringComparison.Ordinal);
        var dosages = new PgenWriter(30);
        Add(dosages, random, 30, 0, 0, ref last, truth, exactly: 0x40);
        Write(dosages.ToFile(true, 2, false), [3], 30);
        Assert.Equal("E402", Assert.Single(GenotypeFile.Open(_folder["x.pgen"]).Diagnostics).Code);
    }

    /// <summary>Adds a record; <paramref name="kind"/> picks tracks: bits 0-1 dosages, 2 phase, 3 rarer alternates (which excludes dosages).</summary>
    private static void Add(PgenWriter writer, Philox random, int people, int main, int kind, ref byte[] last, List<double[][]> truth, int exactly = -1)
    {
        bool rarer = exactly < 0 ? (kind & 8) != 0 : (exactly & 8) != 0;
        int dosage = rarer ? 0 : exactly < 0 ? kind & 3 : (exactly >> 5) & 3;
        bool phase = exactly < 0 && (kind & 4) != 0 && !rarer;
        bool dosagePhase = exactly < 0 ? dosage > 0 && phase : (exactly & 128) != 0;
        main = last.Length == 0 ? 0 : main;
        int alternates = rarer ? 2 + random.NextInt32(20) : 1;
        var alleles = Alleles(random, people, main, alternates, last);
        byte[] codes = [.. alleles.Select(a => a.First < 0 ? (byte)3 : a.First > 0 ? (byte)2 : a.Second > 0 ? (byte)1 : (byte)0)];
        ushort?[] values = [.. codes.Select((c, i) => dosage == 0 || (dosage == 3 && i % 3 == 0) || (dosage == 1 && i % 9 != 4) || (c == 3 && i % 2 == 0) ? (ushort?)null : Near(random, c))];
        phase &= codes.Count(c => c == 1) > 1;
        dosagePhase &= exactly >= 0 || phase;
        byte[] bytes = PgenWriter.HardCalls(main, codes, last);
        if (rarer)
        {
            bytes = [.. bytes, .. PgenWriter.Rarer(alleles, alternates, asList: random.NextBernoulli(0.5) && alleles.Count(a => a.Second > 1) <= people / 8)];
        }

        if (phase)
        {
            bytes = [.. bytes, .. PgenWriter.Phase(codes.Count(c => c == 1), all: random.NextBernoulli(0.5))];
        }

        bytes = dosage == 0 ? bytes : [.. bytes, .. PgenWriter.Dosages(dosage, values, dosagePhase)];
        int type = main | (rarer ? 8 : 0) | (phase ? 16 : 0) | (dosage << 5) | (dosagePhase ? 128 : 0);
        writer.Add(type, bytes, alternates + 1);
        truth.Add(dosage == 0 ? [.. Enumerable.Range(1, alternates).Concat(alternates > 1 ? [0] : []).Select(a => alleles.Select(x => x.First < 0 ? double.NaN : (x.First == a ? 1 : 0) + (x.Second == a ? 1 : 0)).ToArray())]
            : [[.. codes.Select((c, i) => values[i] is { } v ? v / 16384.0 : c == 3 || dosage == 2 ? double.NaN : c)]]);
        last = main is 2 or 3 ? last : codes;
    }

    /// <summary>A dosage that a hard call may stand beside: at most half a copy away.</summary>
    private static ushort Near(Philox random, byte code) => (ushort)(code == 3
        ? (random.NextBernoulli(0.5) ? 8000 : 24000) + random.NextInt32(300)
        : Math.Clamp((code * 16384) + random.NextInt32(2 * 1500) - 1500, 0, 32768));

    private static (int First, int Second)[] Alleles(Philox random, int people, int main, int alternates, byte[] last)
    {
        (int, int) Random(int category) => category switch
        {
            0 => (0, 0),
            1 => (0, 1 + (random.NextBernoulli(0.4) ? random.NextInt32(alternates) : 0)),
            2 => Ordered(1 + (random.NextBernoulli(0.3) ? random.NextInt32(alternates) : 0), 1 + (random.NextBernoulli(0.3) ? random.NextInt32(alternates) : 0)),
            _ => (-1, -1),
        };
        int top = random.NextInt32(4);
        int second = random.NextInt32(4);
        return [.. Enumerable.Range(0, people).Select(i => Random(random.NextBernoulli(0.06) ? random.NextInt32(4) : main switch
        {
            1 => random.NextBernoulli(0.5) ? top : second,
            2 => last[i],
            3 => last[i] == 3 ? 3 : 2 - last[i],
            4 => 0,
            6 => 2,
            7 => 3,
            _ => random.NextInt32(4),
        }))];
    }

    private static (int, int) Ordered(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    private string Write(byte[] file, int[] alleles, int people)
    {
        File.WriteAllBytes(_folder["x.pgen"], file);
        _folder.Write("x.psam", "#IID\tSEX\n" + string.Concat(Enumerable.Range(0, people).Select(i => $"P{i}\t2\n")));
        _folder.Write("x.pvar", "#CHROM\tPOS\tID\tREF\tALT\n" + string.Concat(alleles.Select((k, v) => string.Create(CultureInfo.InvariantCulture, $"1\t{v + 1}\tv{v}\tA\t{string.Join(',', Enumerable.Range(1, k - 1).Select(a => "A" + new string('C', a)))}\n"))));
        return _folder["x.pgen"];
    }

    private void Check(byte[] file, PgenWriter writer, int people, List<double[][]> truth, bool judge = true)
    {
        string path = Write(file, [.. truth.Select(t => t.Length == 1 ? 2 : t.Length)], people);
        using var source = GenotypeFile.Open(path).Value;
        double[] dosages = new double[people], unpacked = new double[people];
        byte[] packed = new byte[source.PackedLength];
        byte[] types = [.. writer.Types];
        int variant = 0;
        for (int r = 0; r < truth.Count; r++)
        {
            foreach (double[] expected in truth[r])
            {
                source.ReadDosages(variant, dosages);
                NumericAssert.AllClose(expected, dosages, 0, 1e-12, $"record {r} of type {types[r]:X2}");
                if (source.TryReadHardCalls(variant++, packed))
                {
                    PackedGenotypes.Unpack(packed, unpacked);
                    Assert.Equal(expected, unpacked);
                }
            }
        }

        if (judge)
        {
            var run = PeerTool.Run(PeerTool.Require("plink2"), ["--pfile", path[..^5], "--export", "vcf", "vcf-dosage=DS-force", "--out", _folder["peer"]], _folder.Path);
            Assert.True(run.ExitCode == 0, run.Error + run.Output);
            using var peer = GenotypeFile.Open(_folder["peer.vcf"]).Value;
            for (int v = 0; v < source.Variants.Count; v++)
            {
                source.ReadDosages(v, dosages);
                peer.ReadDosages(v, unpacked);
                NumericAssert.AllClose(unpacked, dosages, 0, 1e-3, $"variant {v} as plink2 reads it");
            }
        }
    }
}
