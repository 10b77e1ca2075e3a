using System.Collections.Concurrent;
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
        ulong[] one = [1];
        return Run(genotypes, candidates, [.. Enumerable.Repeat(one, candidates.Count)], options);
    }

    /// <summary>Clumps every set of bits in one pass.</summary>
    /// <param name="genotypes">Source of linkage disequilibrium: its founders.</param>
    /// <param name="candidates">Variants with p values.</param>
    /// <param name="sets">For each candidate the sets that it belongs to, as bits.</param>
    /// <param name="options">Rules.</param>
    public static IReadOnlyList<Clump> Run(IGenotypeSource genotypes, IReadOnlyList<ClumpCandidate> candidates, IReadOnlyList<ulong[]> sets, ClumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(options);
        if (sets.Count != candidates.Count)
        {
            throw new ArgumentException($"Each of {candidates.Count} candidates needs its sets; found {sets.Count}.", nameof(sets));
        }

        int[][] chromosomes = [.. Enumerable.Range(0, candidates.Count)
            .Where(c => Array.Exists(sets[c], w => w != 0))
            .GroupBy(c => genotypes.Variants[candidates[c].Variant].Chromosome)
            .Select(g => g.OrderBy(c => genotypes.Variants[candidates[c].Variant].Position).ThenBy(c => candidates[c].Variant).ToArray())];
        var found = new List<Clump>[chromosomes.Length];
        ConcurrentBag<ulong[]> spare = [];
        Parallel.For(0, chromosomes.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, k =>
        {
            using var ld = new LdGenotypes(genotypes, options.Measure, spare);
            found[k] = new Pass(genotypes, candidates, sets, options, chromosomes[k], ld).Run();
        });
        return [.. found.SelectMany(f => f).OrderBy(c => candidates[c.Candidate].P).ThenBy(c => candidates[c.Candidate].Variant)];
    }

    /// <summary>One chromosome.</summary>
    private sealed class Pass(IGenotypeSource genotypes, IReadOnlyList<ClumpCandidate> candidates, IReadOnlyList<ulong[]> sets, ClumpOptions options, int[] members, LdGenotypes ld)
    {
        private readonly ulong[][] _masks = Array.ConvertAll(members, c => (ulong[])sets[c].Clone());
        private readonly int[] _positions = Array.ConvertAll(members, c => genotypes.Variants[candidates[c].Variant].Position);
        private readonly bool[] _done = new bool[members.Length];

        public List<Clump> Run()
        {
            List<Clump> clumps = [];
            foreach (int i in Enumerable.Range(0, members.Length).OrderBy(i => candidates[members[i]].P).ThenBy(i => candidates[members[i]].Variant))
            {
                if (candidates[members[i]].P > options.IndexP)
                {
                    break;
                }

                _done[i] = true;
                if (Array.Exists(_masks[i], w => w != 0))
                {
                    clumps.Add(new(members[i], Claim(i), _masks[i]));
                }
            }

            return clumps;
        }

        private int Claim(int index)
        {
            int claimed = 0;
            int position = Position(index);
            for (int j = index - 1; j >= 0 && position - Position(j) < options.Distance; j--)
            {
                claimed += TryClaim(index, j) ? 1 : 0;
            }

            for (int j = index + 1; j < members.Length && Position(j) - position < options.Distance; j++)
            {
                claimed += TryClaim(index, j) ? 1 : 0;
            }

            return claimed;
        }

        private bool TryClaim(int index, int j)
        {
            if (_done[j] || !Overlap(_masks[index], _masks[j])
                || !(ld.Squared(candidates[members[index]].Variant, candidates[members[j]].Variant) > options.R2))
            {
                return false;
            }

            for (int w = 0; w < _masks[j].Length; w++)
            {
                _masks[j][w] &= ~_masks[index][w];
            }

            return true;
        }

        private int Position(int member) => _positions[member];

        private static bool Overlap(ulong[] a, ulong[] b)
        {
            for (int w = 0; w < a.Length; w++)
            {
                if ((a[w] & b[w]) != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
