using Etiogrid.Core.Regions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Region centres on two half ellipsoids of the size of a brain (a Fibonacci lattice and its mirror image), each given the
/// large-scale network whose typical place is nearest. A generated geometry: no atlas of real regions.
/// </summary>
public static class BrainGeometry
{
    private const double GoldenAngle = 2.3999632297286533;

    /// <summary>Typical places of the seven networks in the right hemisphere, MNI millimetres; rounded, for the labels only.</summary>
    private static readonly (string Network, double X, double Y, double Z)[] Prototypes =
    [
        ("Vis", 20, -88, 2), ("Vis", 30, -75, 25), ("SomMot", 45, -20, 50), ("SomMot", 15, -25, 68), ("DorsAttn", 28, -60, 55),
        ("DorsAttn", 50, -55, -8), ("SalVentAttn", 55, 8, 5), ("SalVentAttn", 10, 15, 62), ("Limbic", 28, 25, -25), ("Limbic", 35, -10, -42),
        ("Cont", 42, 42, 20), ("Cont", 48, -50, 42), ("Default", 12, 62, 12), ("Default", 12, -70, 45), ("Default", 58, -30, -12), ("Default", 25, 30, 45),
    ];

    /// <summary>The regions, left hemisphere first; names say hemisphere and network.</summary>
    /// <param name="count">An even number.</param>
    public static Parcellation Create(int count)
    {
        int half = count / 2;
        Coordinate[] right = [.. Enumerable.Range(0, half).Select(i => Place(i, half))];
        string[] networks = [.. right.Select(NetworkOf)];
        List<Region> regions = [];
        foreach (var (letter, hemisphere, sign) in new[] { ("L", Hemisphere.Left, -1), ("R", Hemisphere.Right, 1) })
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < half; i++)
            {
                int number = numbers[networks[i]] = numbers.GetValueOrDefault(networks[i]) + 1;
                regions.Add(new($"{letter}H_{networks[i]}_{number:00}", hemisphere, right[i] with { X = sign * right[i].X }, networks[i]));
            }
        }

        return new($"Simulated{count}", regions);
    }

    private static Coordinate Place(int i, int half)
    {
        double x = (i + 0.5) / half;
        double radius = Math.Sqrt(1 - (x * x));
        double angle = i * GoldenAngle;
        return new(Round(68 * x), Round(-18 + (88 * radius * Elementary.Cos(angle))), Round(12 + (60 * radius * Elementary.Sin(angle))));
    }

    private static double Round(double millimetres) => Math.Round(millimetres, 2);

    private static string NetworkOf(Coordinate place) =>
        Prototypes.MinBy(p => place.DistanceTo(new(p.X, p.Y, p.Z))).Network;
}
