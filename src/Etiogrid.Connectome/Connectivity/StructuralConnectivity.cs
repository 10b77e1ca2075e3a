using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Connectivity;

/// <summary>Structural connectivity from tractography: streamline counts or weights made comparable between pairs of regions, people and with function.</summary>
public static class StructuralConnectivity
{
    /// <summary>
    /// Connection density 2 w / (v_i + v_j), and per unit of length where lengths are given, 2 w / (l (v_i + v_j)) (Hagmann et al. 2008,
    /// doi 10.1371/journal.pbio.0060159, with the mean length of a connection in place of each streamline's own): large regions and long tracts catch more streamlines.
    /// </summary>
    /// <param name="weights">Symmetric, not negative, diagonal ignored.</param>
    /// <param name="volumes">Size of each region (voxels, mm³, mm²), positive.</param>
    /// <param name="lengths">Mean length of each connection, positive where there is a weight; null to leave length out.</param>
    public static Matrix Density(Matrix weights, IReadOnlyList<double> volumes, Matrix? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(volumes);
        if (volumes.Count != weights.Rows || volumes.Any(v => !(v > 0)) || (lengths is not null && (lengths.Rows != weights.Rows || lengths.Columns != weights.Rows)))
        {
            throw new ArgumentException($"Density needs {weights.Rows} positive volumes and lengths of the same regions; found {volumes.Count}.", nameof(volumes));
        }

        return Each(weights, (i, j, w) => w == 0 ? 0 : 2 * w / ((volumes[i] + volumes[j]) * (lengths?[i, j] ?? 1)));
    }

    /// <summary>log(1 + w), natural: counts span orders of magnitude.</summary>
    public static Matrix Logarithm(Matrix weights) => Each(weights, static (_, _, w) => Elementary.Log1p(w));

    /// <summary>Divided by the largest weight; all 0 stays 0.</summary>
    public static Matrix PerLargest(Matrix weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double largest = 0;
        Each(weights, (_, _, w) => largest = Math.Max(largest, w));
        return Each(weights, (_, _, w) => largest > 0 ? w / largest : 0);
    }

    /// <summary>
    /// A group's network: connections that at least a share of people have (van den Heuvel and Sporns 2011, doi 10.1523/JNEUROSCI.3539-11.2011, take .6), with
    /// their mean weight over the people who have them.
    /// </summary>
    public static Matrix Consensus(IReadOnlyList<Matrix> people, double share)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (people.Count == 0)
        {
            throw new ArgumentException("A consensus needs at least one matrix.", nameof(people));
        }

        return Each(people[0], (i, j, _) =>
        {
            double[] present = [.. people.Select(p => p[i, j]).Where(w => w > 0)];
            return present.Length > 0 && present.Length >= share * people.Count ? Moments.Mean(present) : 0;
        });
    }

    /// <summary>
    /// Coupling of structure and function of each region: Spearman correlation of its structural with its functional connections over the regions it is
    /// structurally connected with (Baum et al. 2020, doi 10.1073/pnas.1912034117); NaN with fewer than three or without spread.
    /// </summary>
    /// <param name="structure">Structural weights.</param>
    /// <param name="function">Functional connectivity of the same regions.</param>
    /// <returns>Coupling and number of connections of each region.</returns>
    public static IReadOnlyList<(double Coupling, int Connections)> Coupling(Matrix structure, Matrix function)
    {
        ArgumentNullException.ThrowIfNull(structure);
        ArgumentNullException.ThrowIfNull(function);
        if (function.Rows != structure.Rows || function.Columns != structure.Columns)
        {
            throw new ArgumentException($"Structure and function need the same regions; found {structure.Rows} and {function.Rows}.", nameof(function));
        }

        return
        [
            .. Enumerable.Range(0, structure.Rows).Select(i =>
            {
                int[] joined = [.. Enumerable.Range(0, structure.Rows).Where(j => j != i && structure[i, j] > 0 && double.IsFinite(function[i, j]))];
                return (Spearman([.. joined.Select(j => structure[i, j])], [.. joined.Select(j => function[i, j])]), joined.Length);
            }),
        ];
    }

    private static double Spearman(double[] x, double[] y)
    {
        if (x.Length < 3)
        {
            return double.NaN;
        }

        double[] ranksOfX = new double[x.Length];
        double[] ranksOfY = new double[y.Length];
        Ranks.Of(x, ranksOfX);
        Ranks.Of(y, ranksOfY);
        return Moments.Pearson(ranksOfX, ranksOfY);
    }

    private static Matrix Each(Matrix weights, Func<int, int, double, double> of)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var result = new Matrix(weights.Rows, weights.Columns);
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < weights.Columns; j++)
            {
                result[i, j] = i == j ? 0 : of(i, j, weights[i, j]);
            }
        }

        return result;
    }
}
