using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>Gauss-Legendre quadrature on [-1, 1]: roots of the Legendre polynomial by Newton steps.</summary>
internal sealed class GaussLegendre
{
    private GaussLegendre(double[] nodes, double[] weights) => (Nodes, Weights) = (nodes, weights);

    public double[] Nodes { get; }

    public double[] Weights { get; }

    public static GaussLegendre OfOrder(int n)
    {
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            double x = Elementary.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 1;
            for (int step = 0; step < 100; step++)
            {
                var (value, derivative) = Legendre(n, x);
                slope = derivative;
                double change = value / derivative;
                x -= change;
                if (Math.Abs(change) < 1e-16)
                {
                    break;
                }
            }

            nodes[i] = x;
            weights[i] = 2 / ((1 - (x * x)) * slope * slope);
        }

        return new(nodes, weights);
    }

    /// <summary>The integral of a function from a to b.</summary>
    public double Integrate(double a, double b, Func<double, double> f)
    {
        double half = 0.5 * (b - a);
        double centre = 0.5 * (a + b);
        double sum = 0;
        for (int i = 0; i < Nodes.Length; i++)
        {
            sum += Weights[i] * f(centre + (half * Nodes[i]));
        }

        return half * sum;
    }

    private static (double Value, double Derivative) Legendre(int n, double x)
    {
        double last = 1;
        double value = x;
        for (int k = 2; k <= n; k++)
        {
            (last, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * last)) / k);
        }

        return (value, n * ((x * value) - last) / ((x * x) - 1));
    }
}
