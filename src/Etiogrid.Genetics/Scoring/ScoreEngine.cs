using System.Numerics;
using System.Runtime.CompilerServices;

namespace Etiogrid.Genetics.Scoring;

/// <summary>
/// Runs a <see cref="ScorePlan"/>: one pass over the genotypes, terms in groups of 64. Within a group the terms of one pattern are
/// summed in order from zero, then added to each of the pattern's targets; workers share people, never a person. A person's sums
/// therefore depend on the plan and the person's genotypes only, not on threads, block size or the other people.
/// </summary>
internal static unsafe class ScoreEngine
{
    /// <summary>Terms of one group.</summary>
    public const int Group = 64;

    /// <summary>People are handed to workers in multiples of this.</summary>
    public const int PeopleStep = DosageCounter.People;

    /// <summary>Sums all columns and targets.</summary>
    public static ScoreSums Run(ScorePlan plan)
    {
        var sums = new ScoreSums(plan);
        using var block = new TermBlock(plan);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads };
        int steps = sums.NamedDosage.Length / PeopleStep;
        int workers = Math.Min(plan.Threads, steps);
        for (int first = 0; first < plan.Variants.Length; first += block.Capacity)
        {
            block.Load(first, Math.Min(block.Capacity, plan.Variants.Length - first), sums.Frequencies, parallel);
            if (workers <= 1)
            {
                AddBlock(plan, block, sums, 0, steps);
            }
            else
            {
                Parallel.For(0, workers, parallel, w => AddBlock(plan, block, sums, (int)((long)steps * w / workers), (int)((long)steps * (w + 1) / workers)));
            }
        }

        return sums;
    }

    private static void AddBlock(ScorePlan plan, TermBlock block, ScoreSums sums, int firstStep, int endStep)
    {
        int* selected = stackalloc int[Group];
        for (int start = 0; start < block.Count; start += Group)
        {
            int count = Math.Min(Group, block.Count - start);
            AddMissing(plan, block, sums, start, count, firstStep * PeopleStep, endStep * PeopleStep);
            AddNamedDosage(plan, block, sums, start, count, firstStep, endStep);
            foreach (int[] atom in block.Atoms(start, count))
            {
                int packed = Packed(block, atom, selected);
                for (int c = 0; c < plan.Columns.Length; c++)
                {
                    AddAtom(plan, block, sums, c, atom, selected, packed, firstStep * PeopleStep, endStep * PeopleStep);
                }
            }
        }
    }

    /// <summary>The terms of an atom that hold hard calls.</summary>
    private static int Packed(TermBlock block, int[] atom, int* selected)
    {
        int count = 0;
        foreach (int term in atom)
        {
            if (!block.HasDosages(term))
            {
                selected[count++] = term;
            }
        }

        return count;
    }

    private static void AddAtom(ScorePlan plan, TermBlock block, ScoreSums sums, int column, int[] atom, int* selected, int packed, int firstPerson, int endPerson)
    {
        int[] targets = plan.TargetsOf(column)[plan.Patterns[block.First + atom[0]]];
        if (targets.Length == 0)
        {
            return;
        }

        double* tile = stackalloc double[TableKernel.Tile];
        for (int person = firstPerson; person < endPerson; person += TableKernel.Tile)
        {
            new Span<double>(tile, TableKernel.Tile).Clear();
            if (packed > 0)
            {
                TableKernel.Accumulate(block.Rows + (person / 4), block.Offsets, block.Tables(column), selected, packed, tile);
            }

            if (packed < atom.Length)
            {
                AddDosages(plan, block, column, atom, person, tile);
            }

            foreach (int target in targets)
            {
                var total = sums.Padded[column][target].AsSpan(person, TableKernel.Tile);
                for (int i = 0; i < total.Length; i++)
                {
                    total[i] += tile[i];
                }
            }
        }
    }

    private static void AddDosages(ScorePlan plan, TermBlock block, int column, int[] atom, int person, double* tile)
    {
        int people = Math.Min(TableKernel.Tile, plan.Genotypes.Samples.Count - person);
        foreach (int term in atom)
        {
            if (!block.HasDosages(term))
            {
                continue;
            }

            var value = block.Contribution(column, term);
            var dosages = block.Dosages(term);
            for (int i = 0; i < people; i++)
            {
                tile[i] += value.Of(dosages[person + i]);
            }
        }
    }

    private static void AddNamedDosage(ScorePlan plan, TermBlock block, ScoreSums sums, int start, int count, int firstStep, int endStep)
    {
        int[] hardCalls = [.. Enumerable.Range(start, count).Where(t => !block.HasDosages(t))];
        var named = plan.NamesAllele1.AsSpan(block.First, block.Count);
        fixed (double* total = sums.NamedDosage)
        {
            for (int step = firstStep; step < endStep && hardCalls.Length > 0; step++)
            {
                DosageCounter.Add(block.Rows + (step * (PeopleStep / 4)), block.Offsets, named, hardCalls, total + (step * PeopleStep));
            }
        }
    }

    /// <summary>Finds missing genotypes, counts them and takes back what the bit-sliced counter gave them; adds observed fractional dosages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static void AddMissing(ScorePlan plan, TermBlock block, ScoreSums sums, int start, int count, int firstPerson, int endPerson)
    {
        int people = Math.Min(endPerson, plan.Genotypes.Samples.Count);
        for (int term = start; term < start + count; term++)
        {
            if (block.HasDosages(term))
            {
                AddObserved(plan, block, sums, term, firstPerson, people);
                continue;
            }

            if (block.MissingCalls(term) == 0)
            {
                continue;
            }

            byte* row = block.Rows + block.Offsets[term];
            for (int person = firstPerson; person < people; person += 32)
            {
                ulong word = *(ulong*)(row + (person / 4));
                ulong missing = word & ~(word >> 1) & 0x5555555555555555;
                if (people - person < 32)
                {
                    missing &= (1UL << (2 * (people - person))) - 1;
                }

                while (missing != 0)
                {
                    int i = person + (BitOperations.TrailingZeroCount(missing) >> 1);
                    missing &= missing - 1;
                    sums.NamedDosage[i] -= 1;
                    CountMissing(plan, block, sums, term, i);
                }
            }
        }
    }

    private static void AddObserved(ScorePlan plan, TermBlock block, ScoreSums sums, int term, int firstPerson, int endPerson)
    {
        var dosages = block.Dosages(term);
        bool first = plan.NamesAllele1[block.First + term];
        for (int i = firstPerson; i < endPerson; i++)
        {
            if (double.IsNaN(dosages[i]))
            {
                CountMissing(plan, block, sums, term, i);
            }
            else
            {
                sums.NamedDosage[i] += first ? dosages[i] : 2 - dosages[i];
            }
        }
    }

    private static void CountMissing(ScorePlan plan, TermBlock block, ScoreSums sums, int term, int person)
    {
        int at = block.First + term;
        if (at == 0 || plan.Variants[at - 1] != plan.Variants[at])
        {
            sums.MissingVariants[person]++;
        }

        foreach (int target in plan.PatternTargets[plan.Patterns[at]])
        {
            sums.MissingCount[target][person]++;
            sums.MissingVariance[target][person] += block.Variance(term);
            sums.MissingMass[target][person] += Math.Sqrt(block.Variance(term));
        }
    }
}
