using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>Variants that two genotype files share, with the same pair of alleles; multi-allelic and sex-chromosome variants are left out, strand-ambiguous ones unless asked for.</summary>
internal static class SharedVariants
{
    /// <summary>Pairs by id; where fewer than half of the smaller file's ids are shared, by chromosome and position. Swapped = allele 1 here is allele 2 there.</summary>
    public static List<(int Reference, int Target, bool Swapped)> Find(IReadOnlyList<Variant> reference, IReadOnlyList<Variant> target, bool withAmbiguous = false)
    {
        var byId = Pairs(reference, target, v => v.Id, withAmbiguous);
        return 2 * byId.Count >= Math.Min(reference.Count, target.Count) ? byId : Better(byId, Pairs(reference, target, v => (v.Chromosome, v.Position), withAmbiguous));
    }

    private static List<(int, int, bool)> Better(List<(int, int, bool)> a, List<(int, int, bool)> b) => b.Count > a.Count ? b : a;

    private static List<(int, int, bool)> Pairs<TKey>(IReadOnlyList<Variant> reference, IReadOnlyList<Variant> target, Func<Variant, TKey> key, bool withAmbiguous)
        where TKey : notnull
    {
        Dictionary<TKey, int> places = [];
        HashSet<TKey> twice = [];
        for (int t = 0; t < target.Count; t++)
        {
            if (!places.TryAdd(key(target[t]), t))
            {
                twice.Add(key(target[t]));
            }
        }

        List<(int, int, bool)> pairs = [];
        HashSet<TKey> used = [];
        for (int r = 0; r < reference.Count; r++)
        {
            var k = key(reference[r]);
            if (!places.TryGetValue(k, out int t) || twice.Contains(k) || !used.Add(k) || Chromosome.AutosomeNumber(reference[r].Chromosome) == 0)
            {
                continue;
            }

            var (a, b) = (reference[r], target[t]);
            bool same = a.Allele1 == b.Allele1 && a.Allele2 == b.Allele2;
            bool swapped = a.Allele1 == b.Allele2 && a.Allele2 == b.Allele1;
            if ((same || swapped) && (withAmbiguous || !Alleles.AreAmbiguous(a.Allele1, a.Allele2)) && a.AlternateCount == 1 && b.AlternateCount == 1)
            {
                pairs.Add((r, t, swapped));
            }
        }

        return pairs;
    }
}
