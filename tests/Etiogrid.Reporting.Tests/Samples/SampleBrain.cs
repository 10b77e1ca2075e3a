using Etiogrid.Core.Regions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Regions on two invented hemispheres of roughly the size of a brain.</summary>
internal static class SampleBrain
{
    private static readonly string[] Networks = ["Visual", "Somatomotor", "Dorsal attention", "Salience", "Limbic", "Control", "Default"];
    private static readonly string[] Atlases = ["TSPO", "GABA-A", "5-HT2A", "5-HT1A", "SERT", "DAT", "D1", "D2", "mGluR5", "NMDA", "VAChT", "CB1", "MOR", "H3", "NET", "M1"];

    public static BrainResult Build(int regions)
    {
        var z = Enumerable.Range(0, 49).Select(i => i == 12 ? double.NaN : 1.6 * SamplePathways.Wave(i / 7 * (i % 7), 2)).ToList();
        return new(
            "connectivity strength", "412 people of the same age, sex and site", [.. Enumerable.Range(0, regions).Select(i => Region(i, regions))], Colocalization(),
            "Moran spectral randomisation, 10,000 surrogates", "false-positive rate of this null on maps of the same smoothness: 4.8 % (1,000 simulations)",
            Networks, z,
            [
                new("global efficiency", 0.412, 0.433, -1.1), new("mean clustering", 0.288, 0.279, 0.6), new("mean participation", 0.611, 0.602, 0.3),
                new("mean strength", 31.7, 28.9, 1.4),
            ]);
    }

    private static RegionValue Region(int i, int regions)
    {
        int half = regions / 2;
        bool left = i < half;
        int k = left ? i : i - half;
        double v = 1 - (2 * (k + 0.5) / half);
        double ring = Math.Sqrt(1 - (v * v));
        double turn = 2.399963 * k;
        double x = 12 + (26 * (1 + (ring * Elementary.Cos(turn))));
        double y = -18 + (82 * v);
        double up = ring * Elementary.Sin(turn);
        double z = 10 + (up * (up < 0 ? 34 : 52) * (1 - (0.25 * v * v)));
        double deviation = (2.6 * Elementary.Sin((0.035 * y) + (left ? 0.3 : 0))) + (0.5 * SamplePathways.Wave(i, 5));
        string network = Networks[(int)((v + 1) / 2.0001 * Networks.Length)];
        Coordinate? centre = i % 97 == 96 ? null : new(left ? -x : x, y, z);
        return new($"{(left ? "LH" : "RH")}_{network.Replace(" ", "", StringComparison.Ordinal)}_{k + 1}", left ? Hemisphere.Left : Hemisphere.Right, centre, network, 30 + (4 * deviation), deviation);
    }

    private static List<ColocalizationRow> Colocalization() =>
        [.. Atlases.Select((a, i) => new ColocalizationRow(
            a, [SamplePathways.Names[i % 12].Id], i == 0 ? 0.31 : i == 1 ? -0.28 : i == 2 ? -0.27 : 0.2 * SamplePathways.Wave(i, 1), 0.18 * SamplePathways.Wave(i, 1),
            i < 3 ? 0.012 + (0.006 * i) : 0.2 + (0.04 * i), i < 3 ? 1e-7 : 0.01 + (0.01 * i), 400, i == 0 ? 2.1 : 1.3 * SamplePathways.Wave(i, 4), i is 1 or 2 ? "ambiguous: shares 80 % with " + Atlases[3 - i] : ""))];
}
