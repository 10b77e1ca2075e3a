using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Trials;

/// <summary>
/// The sub-density of z at a look among trials that have not stopped, under the null hypothesis, on Gauss-Legendre nodes
/// (recursion of Armitage, McPherson and Rowe 1969, doi 10.2307/2343787). Panels are at most as wide as the coming
/// transition density's standard deviation, where 16 nodes leave an error below 1e-13.
/// </summary>
internal sealed class StoppingDensity
{
    /// <summary>Below this a one-sided trial cannot go back up: Phi(-10) = 8e-24.</summary>
    private const double Lowest = -10;

    private readonly double _information;
    private readonly double[] _nodes;
    private readonly double[] _mass;
    private readonly int _sides;

    private StoppingDensity(double information, double[] nodes, double[] mass, int sides) =>
        (_information, _nodes, _mass, _sides) = (information, nodes, mass, sides);

    /// <summary>Before the first look: all mass at zero information.</summary>
    public static StoppingDensity Start(int sides) => new(0, [0], [1], sides);

    /// <summary>P(not stopped before, and z beyond the critical value at this information).</summary>
    public double Exit(double critical, double information)
    {
        double sd = Math.Sqrt((information - _information) / information);
        double ratio = Math.Sqrt(_information / information);
        double sum = 0;
        for (int i = 0; i < _nodes.Length; i++)
        {
            double mean = ratio * _nodes[i];
            double beyond = Normal.UpperTail((critical - mean) / sd) + (_sides == 2 ? Normal.Cumulative((-critical - mean) / sd) : 0);
            sum += _mass[i] * beyond;
        }

        return sum;
    }

    /// <summary>The sub-density at the next look of the trials that go on.</summary>
    /// <param name="critical">Critical value of that look.</param>
    /// <param name="information">Its information.</param>
    /// <param name="next">Information of the look after it, which decides how fine the panels must be.</param>
    public StoppingDensity Continue(double critical, double information, double next)
    {
        double sd = Math.Sqrt((information - _information) / information);
        double ratio = Math.Sqrt(_information / information);
        double panel = Math.Min(1, Math.Min(sd, Math.Sqrt((next - information) / information)));
        double low = _sides == 2 ? -critical : Lowest;
        int panels = Math.Max(1, (int)Math.Ceiling((critical - low) / panel));
        double[] nodes = new double[panels * GaussLegendre.Nodes.Count];
        double[] mass = new double[nodes.Length];
        double half = (critical - low) / (2 * panels);
        for (int i = 0; i < nodes.Length; i++)
        {
            int node = i % GaussLegendre.Nodes.Count;
            nodes[i] = low + (half * ((2 * (i / GaussLegendre.Nodes.Count)) + 1 + GaussLegendre.Nodes[node]));
            double density = 0;
            for (int j = 0; j < _nodes.Length; j++)
            {
                density += _mass[j] * Normal.Density((nodes[i] - (ratio * _nodes[j])) / sd);
            }

            mass[i] = half * GaussLegendre.Weights[node] * density / sd;
        }

        return new(information, nodes, mass, _sides);
    }

    /// <summary>Sixteen nodes on [-1, 1], by Newton's method on the Legendre polynomial.</summary>
    private static class GaussLegendre
    {
        private const int Order = 16;

        static GaussLegendre()
        {
            double[] nodes = new double[Order];
            double[] weights = new double[Order];
            for (int i = 0; i < Order; i++)
            {
                double x = Elementary.Cos(Math.PI * (i + 0.75) / (Order + 0.5));
                double slope = 1;
                for (int step = 0; step < 20; step++)
                {
                    (double value, slope) = Legendre(x);
                    x -= value / slope;
                }

                (nodes[i], weights[i]) = (x, 2 / ((1 - (x * x)) * slope * slope));
            }

            (Nodes, Weights) = (nodes, weights);
        }

        public static IReadOnlyList<double> Nodes { get; }

        public static IReadOnlyList<double> Weights { get; }

        private static (double Value, double Slope) Legendre(double x)
        {
            double before = 1;
            double current = x;
            for (int n = 2; n <= Order; n++)
            {
                (before, current) = (current, ((((2 * n) - 1) * x * current) - ((n - 1) * before)) / n);
            }

            return (current, Order * ((x * current) - before) / ((x * x) - 1));
        }
    }
}
