using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Clumping;

/// <summary>
/// Greedy clumping: by rising p value (ties in file order) each variant not yet claimed becomes an index variant and claims those near it
/// that are correlated with it. With set bits every set is clumped in the same pass: an index claims only the bits that it still holds itself,
/// so the result for each set is that of clumping the set's variants alone (a lost bit can neither be claimed again nor claim).
/// </summary>
public static class GreedyClumping
{
    /// <summary>Clumps all candidates as one set; index variants by rising p.</summary>
    public static IReadOnlyList<Clump> Run(IGenotypeSource genotypes, IReadOnlyList<ClumpCandidate> candidates, ClumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return Run(genotypes, candidates, null, options);
    }

    /// <summary>Clumps every set of bits in one pass.</summary>
    /// <param name="genotypes">Source of linkage disequilibrium: its founders.</param>
    /// <param name="candidates">Variants with p values.</param>
    /// <param name="sets">For each candidate the sets that it belongs to, as bits; null when all belong to one set.</param>
    /// <param name="options">Rules.</param>
    public static IReadOnlyList<Clump> Run(IGenotypeSource genotypes, IReadOnlyList<ClumpCandidate> candidates, IReadOnlyList<ulong[]>? sets, ClumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        if (sets is not null && sets.Count != candidates.Count)
        {
            throw new ArgumentException($"Each of {candidates.Count} candidates needs its sets; found {sets.Count}.", nameof(sets));
        }

        var chromosomes = Chromosomes(genotypes, candidates, sets);
        var found = new List<Clump>[chromosomes.Count];
        if (options.Threads <= 1)
        {
            using var ld = new LdGenotypes(genotypes, options.Measure);
            for (int k = 0; k < found.Length; k++)
            {
                ld.Clear();
                found[k] = new ClumpPass(candidates, sets, options, chromosomes[k], ld).Run();
            }
        }
        else
        {
            Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, () => new LdGenotypes(genotypes, options.Measure), (k, _, ld) =>
            {
                ld.Clear();
                found[k] = new ClumpPass(candidates, sets, options, chromosomes[k], ld).Run();
                return ld;
            }, ld => ld.Dispose());
        }

        return Ordered(found, candidates);
    }

    /// <summary>Candidates of each chromosome with their positions, by position and, at the same one, in file order.</summary>
    private static List<(int[] Candidates, int[] Positions)> Chromosomes(IGenotypeSource genotypes, IReadOnlyList<ClumpCandidate> candidates, IReadOnlyList<ulong[]>? sets)
    {
        Dictionary<string, List<(int Position, int Variant, int Candidate)>> members = new(StringComparer.Ordinal);
        List<string> names = [];
        for (int c = 0; c < candidates.Count; c++)
        {
            if (sets is not null && !Array.Exists(sets[c], w => w != 0))
            {
                continue;
            }

            var variant = genotypes.Variants[candidates[c].Variant];
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(members, variant.Chromosome, out bool known);
            if (!known)
            {
                names.Add(variant.Chromosome);
                list = [];
            }

            list!.Add((variant.Position, candidates[c].Variant, c));
        }

        return names.ConvertAll(name =>
        {
            var list = members[name];
            list.Sort();
            return (list.ConvertAll(m => m.Candidate).ToArray(), list.ConvertAll(m => m.Position).ToArray());
        });
    }

    private static Clump[] Ordered(List<Clump>[] found, IReadOnlyList<ClumpCandidate> candidates)
    {
        Clump[] all = [.. found.SelectMany(f => f)];
        Array.Sort(Array.ConvertAll(all, c => (candidates[c.Candidate].P, candidates[c.Candidate].Variant)), all);
        return all;
    }
}
