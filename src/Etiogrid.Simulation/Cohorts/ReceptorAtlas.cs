using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Receptor-like maps with the names of the 19 targets of Hansen et al. 2022 (doi 10.1038/s41593-022-01186-3) and a stated
/// correlation structure: all maps positively related, more within a family, and the two pairs of Dukart et al. 2026
/// (doi 10.1038/s41380-026-03473-y, Fig. 1), GABA-A with 5-HT2A and DAT with 5-HTT, sharing 80 % of their variance.
/// Smooth random fields, not measured maps.
/// </summary>
public sealed class ReceptorAtlas
{
    /// <summary>Loading of every map on the common field.</summary>
    private const double Common = 0.45;

    /// <summary>Loading on the field of its family.</summary>
    private const double Family = 0.55;

    /// <summary>Correlation within a collinear pair: sqrt(0.8).</summary>
    private const double PairCorrelation = 0.89442719099991588;

    private static readonly Dictionary<string, int> FamilyOf = new(StringComparer.Ordinal)
    {
        ["5HT2a"] = 0,
        ["GABAa"] = 0,
        ["mGluR5"] = 0,
        ["NMDA"] = 0,
        ["M1"] = 0,
        ["H3"] = 0,
        ["A4B2"] = 0,
        ["DAT"] = 1,
        ["5HTT"] = 1,
        ["D1"] = 1,
        ["D2"] = 1,
        ["VAChT"] = 1,
        ["NET"] = 1,
        ["5HT1a"] = 2,
        ["5HT1b"] = 2,
        ["5HT4"] = 2,
        ["5HT6"] = 2,
        ["MOR"] = 2,
        ["CB1"] = 2,
    };

    private static readonly (string, string)[] Pairs = [("GABAa", "5HT2a"), ("DAT", "5HTT")];

    private ReceptorAtlas(string[] names, Matrix maps, Matrix similarity)
    {
        Names = names;
        Maps = maps;
        Similarity = similarity;
    }

    /// <summary>The 19 targets, in the order of the published matrix.</summary>
    public static IReadOnlyList<string> HansenTargets { get; } =
        ["5HT1a", "5HT1b", "5HT2a", "5HT4", "5HT6", "5HTT", "A4B2", "CB1", "D1", "D2", "DAT", "GABAa", "H3", "M1", "mGluR5", "MOR", "NET", "NMDA", "VAChT"];

    /// <summary>Names of the maps.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Regions x maps; every column has mean 0 and mean square 1.</summary>
    public Matrix Maps { get; }

    /// <summary>R, maps x maps: Pearson correlations of the maps over regions, exact by construction.</summary>
    public Matrix Similarity { get; }

    /// <summary>Draws the 19 maps and any further targets.</summary>
    public static ReceptorAtlas Draw(Parcellation parcellation, IEnumerable<string> furtherTargets, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(parcellation);
        string[] names = [.. HansenTargets.Concat(furtherTargets).Distinct(StringComparer.Ordinal)];
        var weights = Weights(names);
        var fields = OrthonormalFields(parcellation, weights.Columns, new(seed, Philox.Hash("atlas")));
        var maps = fields.Multiply(weights.Transpose());
        return new(names, maps, weights.Multiply(weights.Transpose()));
    }

    /// <summary>Maps x fields (common, three families, pairs, one of its own each); every row has length 1.</summary>
    private static Matrix Weights(string[] names)
    {
        int own = 4 + Pairs.Length;
        var weights = new Matrix(names.Length, own + names.Length);
        for (int t = 0; t < names.Length; t++)
        {
            double rest = 1 - (Common * Common);
            weights[t, 0] = Common;
            if (FamilyOf.TryGetValue(names[t], out int family))
            {
                weights[t, 1 + family] = Family;
                rest -= Family * Family;
            }

            int pair = Array.FindIndex(Pairs, p => p.Item1 == names[t] || p.Item2 == names[t]);
            if (pair >= 0)
            {
                double shared = PairCorrelation - (Common * Common) - (Family * Family);
                weights[t, 4 + pair] = Math.Sqrt(shared);
                rest -= shared;
            }

            weights[t, own + t] = Math.Sqrt(rest);
        }

        return weights;
    }

    private static Matrix OrthonormalFields(Parcellation parcellation, int count, Philox random)
    {
        var smooth = new SmoothFields(parcellation, kernelSdMillimetres: 18);
        List<double[]> done = [];
        for (int f = 0; f < count; f++)
        {
            double[] field = smooth.Draw(random);
            SmoothFields.Orthogonalise(field, done);
            SmoothFields.Orthogonalise(field, done); // Twice is enough: the second pass removes what cancellation left.
            done.Add(field);
        }

        var matrix = new Matrix(parcellation.Regions.Count, count);
        for (int f = 0; f < count; f++)
        {
            for (int i = 0; i < matrix.Rows; i++)
            {
                matrix[i, f] = done[f][i];
            }
        }

        return matrix;
    }
}
