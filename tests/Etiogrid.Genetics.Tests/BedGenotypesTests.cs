using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class BedGenotypesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(101)]
    public void Dosages_and_counts_are_those_written(int people)
    {
        var simulated = SimulatedGenotypes.Write(_folder, people, 23, 5, missing: 0.1);
        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        double[] dosages = new double[people];
        byte[] packed = new byte[source.PackedLength];
        byte[] everyone = PackedGenotypes.Mask(source.Samples, _ => true);
        for (int v = 0; v < 23; v++)
        {
            source.ReadDosages(v, dosages);
            Assert.True(source.TryReadHardCalls(v, packed));
            var counts = PackedGenotypes.Count(packed, everyone);
            int[] expected = [.. Enumerable.Range(0, people).Select(i => simulated.Copies[v, i])];
            Assert.Equal(expected, dosages.Select(d => double.IsNaN(d) ? -1 : (int)d));
            Assert.Equal(new GenotypeCounts(expected.Count(c => c == 2), expected.Count(c => c == 1), expected.Count(c => c == 0), expected.Count(c => c == -1)), counts);
        }
    }

    [Fact]
    public void A_bed_behind_a_symbolic_link_is_read()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 60, 20, 3);
        File.CreateSymbolicLink(_folder["linked.bed"], simulated.Prefix + ".bed");
        File.Copy(simulated.Prefix + ".bim", _folder["linked.bim"]);
        File.Copy(simulated.Prefix + ".fam", _folder["linked.fam"]);
        using var source = GenotypeFile.Open(_folder["linked"]).Value;
        Assert.Equal(60, source.Samples.Count);
    }

    [Fact]
    public void A_truncated_bed_names_both_lengths()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 10, 20, 1);
        byte[] bytes = File.ReadAllBytes(simulated.Prefix + ".bed");
        File.WriteAllBytes(simulated.Prefix + ".bed", bytes[..^1]);
        var found = Only(GenotypeFile.Open(simulated.Prefix), "E404");
        Assert.Equal("62 bytes", found.Found);
        Assert.Contains("63 bytes", found.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x6C, 0x1B, 0x00 }, "E403")]
    [InlineData(new byte[] { 0x6C, 0x1B, 0x07 }, "E402")]
    [InlineData(new byte[] { 0x00, 0x00, 0x01 }, "E402")]
    [InlineData(new byte[] { }, "E402")]
    public void A_wrong_start_has_its_code(byte[] start, string code)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 10, 20, 1);
        byte[] bytes = File.ReadAllBytes(simulated.Prefix + ".bed");
        start.CopyTo(bytes, 0);
        File.WriteAllBytes(simulated.Prefix + ".bed", start.Length == 0 ? [] : bytes);
        Only(GenotypeFile.Open(simulated.Prefix), code);
    }

    [Fact]
    public void An_interval_bed_is_recognised()
    {
        string path = _folder.Write("genes.bed", "chr1\t100\t200\tGENE\n");
        Only(GenotypeFile.Open(path), "E409");
    }

    [Fact]
    public void The_same_person_twice_is_an_error_with_its_row()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 4, 5, 1);
        _folder.Write("sim.fam", "F P1 0 0 1 -9\nF P2 0 0 1 -9\nF P1 0 0 1 -9\nF P3 0 0 1 -9\n");
        Assert.Equal(3, Only(GenotypeFile.Open(simulated.Prefix), "E407").Place.Row);
    }

    [Fact]
    public void Malformed_rows_are_all_reported()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 4, 5, 1);
        _folder.Write("sim.bim", "1\trs0\t0\t100\tA\tG\n1\trs1\t0\tx\tA\tG\n1 rs2\n1\trs3\t0\t100\tA\tG\n1\trs4\t0\t100\tA\tG\n");
        var parsed = GenotypeFile.Open(simulated.Prefix);
        Assert.Equal([2L, 3L], parsed.Diagnostics.Select(d => d.Place.Row!.Value));
        Assert.All(parsed.Diagnostics, d => Assert.Equal("E405", d.Code));
    }

    [Fact]
    public void A_missing_companion_is_named()
    {
        var simulated = SimulatedGenotypes.Write(_folder, 4, 5, 1);
        File.Delete(simulated.Prefix + ".fam");
        Assert.EndsWith(".fam", Only(GenotypeFile.Open(simulated.Prefix), "E101").Place.File, StringComparison.Ordinal);
        Only(GenotypeFile.Open(_folder["nothing"]), "E401");
    }

    [Fact]
    public void Random_damage_gives_a_diagnostic_or_a_readable_file()
    {
        var random = new Philox(9, 9);
        for (int round = 0; round < 200; round++)
        {
            var simulated = SimulatedGenotypes.Write(_folder, 5, 6, 3);
            string file = simulated.Prefix + (round % 3) switch { 0 => ".bed", 1 => ".bim", _ => ".fam" };
            byte[] bytes = File.ReadAllBytes(file);
            for (int k = 0; k < 4; k++)
            {
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            }

            File.WriteAllBytes(file, bytes[..(1 + random.NextInt32(bytes.Length))]);
            var parsed = GenotypeFile.Open(simulated.Prefix);
            if (!parsed.TryGetValue(out var source))
            {
                Assert.All(parsed.Diagnostics, d => Assert.StartsWith("E", d.Code, StringComparison.Ordinal));
                continue;
            }

            double[] dosages = new double[source.Samples.Count];
            for (int v = 0; v < source.Variants.Count; v++)
            {
                source.ReadDosages(v, dosages);
                Assert.All(dosages, d => Assert.True(double.IsNaN(d) || d is >= 0 and <= 2));
            }

            source.Dispose();
        }
    }

    private static Diagnostic Only<T>(Parsed<T> parsed, string code)
    {
        Assert.False(parsed.HasValue);
        var found = Assert.Single(parsed.Diagnostics);
        Assert.Equal(code, found.Code);
        return found;
    }
}
