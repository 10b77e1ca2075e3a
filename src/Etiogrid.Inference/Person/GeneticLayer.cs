using Etiogrid.Core.Identifiers;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Person;

/// <summary>
/// What was measured of a pathway's genetic layer beside its polygenic score, with how everything goes together in the reference. All of it
/// enters the prior as one normal vector, never as a product. Method page: <c>docs/methods/genetic-layer.md</c>.
/// </summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Scores">The measurements.</param>
/// <param name="Correlation">Correlation of the error-free values: the polygenic score first, then <paramref name="Scores"/> in order.</param>
public sealed record GeneticLayer(PathwayId Pathway, IReadOnlyList<LayerScore> Scores, Matrix Correlation)
{
    /// <summary>The measurements of one sort only; null when there are none.</summary>
    public GeneticLayer? Only(bool epigenetic)
    {
        int[] kept = [.. Enumerable.Range(0, Scores.Count).Where(j => Scores[j].IsEpigenetic == epigenetic)];
        if (kept.Length == 0 || kept.Length == Scores.Count)
        {
            return kept.Length == 0 ? null : this;
        }

        int[] at = [0, .. kept.Select(j => j + 1)];
        var part = new Matrix(at.Length, at.Length);
        for (int i = 0; i < at.Length; i++)
        {
            for (int j = 0; j < at.Length; j++)
            {
                part[i, j] = Correlation[at[i], at[j]];
            }
        }

        return new(Pathway, [.. kept.Select(j => Scores[j])], part);
    }
}
