using System.Globalization;
using System.Text;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Studies.Tests.Toolbox;

/// <summary>Recordings of regions in three groups, each following its own source, as text of a file.</summary>
internal static class SimulatedRecording
{
    public static string Text(int volumes, int regions, ulong person, ulong session, double own = 0.6)
    {
        var loadings = new Philox(100 + person, 1);
        double[] mix = [.. Enumerable.Range(0, 3 * regions).Select(_ => own * loadings.NextNormal())];
        var random = new Philox(person, session);
        var text = new StringBuilder();
        text.AppendJoin('\t', Enumerable.Range(1, regions).Select(j => $"R{j}")).Append('\n');
        for (int t = 0; t < volumes; t++)
        {
            double[] source = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            text.AppendJoin('\t', Enumerable.Range(0, regions).Select(j =>
                (source[j % 3] + (mix[3 * j] * source[0]) + (mix[(3 * j) + 1] * source[1]) + (mix[(3 * j) + 2] * source[2]) + (0.8 * random.NextNormal())).ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Region table: name, x, y, z, hemisphere and the group as network.</summary>
    public static string Networks(int regions) =>
        "name\tnetwork\n" + string.Concat(Enumerable.Range(1, regions).Select(j => $"R{j}\t{(char)('A' + ((j - 1) % 3))}\n"));
}
