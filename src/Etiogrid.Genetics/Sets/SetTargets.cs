using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;

namespace Etiogrid.Genetics.Sets;

/// <summary>Gene sets as score targets.</summary>
public static class SetTargets
{
    /// <summary>The sets that each term lies in, by the variant's position.</summary>
    public static ScoreTargets For(ScoreTerms terms, IReadOnlyList<Variant> variants, SetMembership membership)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(membership);
        List<int> genes = [];
        int[][] memberships = new int[terms.Count][];
        for (int t = 0; t < memberships.Length; t++)
        {
            var variant = variants[terms.Variants[t]];
            membership.GenesAt(variant.Chromosome, variant.Position, genes);
            memberships[t] = membership.SetsOf(genes);
        }

        return ScoreTargets.From([.. membership.Sets.Select(s => s.Name)], memberships);
    }
}
