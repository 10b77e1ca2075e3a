using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public const int PeopleStep = CallCounter.People;

    /// <summary>People whose sums stay in the nearest cache while a block's terms pass.</summary>
    private const int Chunk = 4 * PeopleStep;
    private const ulong LowBits = 0x5555555555555555;

    /// <summary>Sums all columns and targets.</summary>
    public static ScoreSums Run(ScorePlan plan)
    {
        var sums = new ScoreSums(plan);
        using var block = new TermBlock(plan);
        int steps = sums.DosagePlanes.Length / PeopleStep;
        int workers = Math.Min(plan.Threads, steps);
        for (int first = 0; first < plan.Variants.Length; first += block.Capacity)
        {
            block.Load(first, Math.Min(block.Capacity, plan.Variants.Length - first), sums.Frequencies, plan.Threads);
            if (workers <= 1)
            {
                AddBlock(plan, block, sums, 0, steps * PeopleStep);
            }
            else
            {
                Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, w =>
                    AddBlock(plan, block, sums, (int)((long)steps * w / workers) * PeopleStep, (int)((long)steps * (w + 1) / workers) * PeopleStep));
            }
        }

        return sums;
    }

    private static void AddBlock(ScorePlan plan, TermBlock block, ScoreSums sums, int firstPerson, int endPerson)
    {
        for (int person = firstPerson; person < endPerson; person += Chunk)
        {
            int end = Math.Min(person + Chunk, endPerson);
            AddCalls(plan, block, sums, person, end);
            if (plan.MissingByTarget || block.AnyDosages)
            {
                AddMissing(plan, block, sums, person, end);
            }

            for (int column = 0; column < plan.Columns.Length; column++)
            {
                AddAtoms(plan, block, sums, column, person, end);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static void AddAtoms(ScorePlan plan, TermBlock block, ScoreSums sums, int column, int firstPerson, int endPerson)
    {
        int[][] targetsOf = plan.TargetsOf(column);
        double[][] totals = sums.Padded[column];
        double* tile = stackalloc double[TableKernel.Tile];
        foreach (var atom in block.Atoms)
        {
            int[] targets = targetsOf[atom.Pattern];
            if (targets.Length == 0)
            {
                continue;
            }

            for (int person = firstPerson; person < endPerson; person += TableKernel.Tile)
            {
                new Span<double>(tile, TableKernel.Tile).Clear();
                if (atom.Packed > 0)
                {
                    TableKernel.Accumulate(block.Rows + (person / 4), block.Offsets, block.Tables(column), block.Order + atom.Start, atom.Packed, tile);
                }

                if (atom.Packed < atom.Count)
                {
                    AddDosages(plan, block, column, atom, person, tile);
                }

                foreach (int target in targets)
                {
                    fixed (double* total = &totals[target][person])
                    {
                        AddTile(total, tile);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile(double* total, double* tile)
    {
        for (int i = 0; i < TableKernel.Tile; i += 8)
        {
            (Vector512.Load(total + i) + Vector512.Load(tile + i)).Store(total + i);
        }
    }

    private static void AddDosages(ScorePlan plan, TermBlock block, int column, TermAtom atom, int person, double* tile)
    {
        int people = Math.Min(TableKernel.Tile, plan.Genotypes.Samples.Count - person);
        for (int place = atom.Start + atom.Packed; place < atom.Start + atom.Count; place++)
        {
            int term = block.Order[place];
            var value = block.Contribution(column, term);
            var dosages = block.Dosages(term);
            for (int i = 0; i < people; i++)
            {
                tile[i] += dosages[person + i] == TermBlock.NoCopy ? 0 : value.Of(dosages[person + i]);
            }
        }
    }

    /// <summary>Observed dosages and missing genotypes of hard calls. Where a variant has two terms its missing genotypes count once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static void AddCalls(ScorePlan plan, TermBlock block, ScoreSums sums, int firstPerson, int endPerson)
    {
        var named = plan.NamesAllele1.AsSpan(block.First, block.Count);
        int* unused = stackalloc int[PeopleStep];
        fixed (int* dosage = sums.DosagePlanes, missing = sums.MissingPlanes)
        {
            for (int start = 0; start < block.Count; start += Group)
            {
                var (all, once) = block.HardCalls(start);
                for (int person = firstPerson; person < endPerson && all.Count > 0; person += PeopleStep)
                {
                    byte* rows = block.Rows + (person / 4);
                    if (once.Count == all.Count)
                    {
                        CallCounter.Add(rows, block.Offsets, named, all, dosage + person, missing + person);
                        continue;
                    }

                    CallCounter.Add(rows, block.Offsets, named, all, dosage + person, unused);
                    CallCounter.Add(rows, block.Offsets, named, once, unused, missing + person);
                }
            }
        }
    }

    /// <summary>Missing genotypes by target; for fractional dosages also everything that <see cref="AddCalls"/> does for hard calls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first call.
    private static void AddMissing(ScorePlan plan, TermBlock block, ScoreSums sums, int firstPerson, int endPerson)
    {
        int people = Math.Min(endPerson, plan.Genotypes.Samples.Count);
        var fives = Vector512.Create((byte)0x55);
        for (int term = 0; term < block.Count; term++)
        {
            if (block.HasDosages(term))
            {
                AddObserved(plan, block, sums, term, firstPerson, people);
                continue;
            }

            if (!plan.MissingByTarget || block.MissingCalls(term) == 0 || plan.PatternTargets[plan.Patterns[block.First + term]].Length == 0)
            {
                continue;
            }

            byte* row = block.Rows + block.Offsets[term];
            for (int step = firstPerson; step < people; step += PeopleStep)
            {
                var words = Vector512.Load(row + (step / 4));
                if ((words & ~(words.AsUInt16() >>> 1).AsByte() & fives) == Vector512<byte>.Zero)
                {
                    continue;
                }

                AddMissing(plan, block, sums, term, (ulong*)(row + (step / 4)), step, Math.Min(step + PeopleStep, people));
            }
        }
    }

    private static void AddMissing(ScorePlan plan, TermBlock block, ScoreSums sums, int term, ulong* words, int firstPerson, int endPerson)
    {
        for (int person = firstPerson; person < endPerson; person += 32, words++)
        {
            ulong missing = *words & ~(*words >> 1) & LowBits;
            if (endPerson - person < 32)
            {
                missing &= (1UL << (2 * (endPerson - person))) - 1;
            }

            for (; missing != 0; missing &= missing - 1)
            {
                CountMissing(plan, block, sums, term, person + (BitOperations.TrailingZeroCount(missing) >> 1));
            }
        }
    }

    private static void AddObserved(ScorePlan plan, TermBlock block, ScoreSums sums, int term, int firstPerson, int endPerson)
    {
        int at = block.First + term;
        var dosages = block.Dosages(term);
        bool first = plan.NamesAllele1[at];
        bool haploid = plan.IsHaploid(at);
        double share = haploid ? 0.5 : 1;
        for (int i = firstPerson; i < endPerson; i++)
        {
            if (dosages[i] == TermBlock.NoCopy)
            {
                continue;
            }

            if (!double.IsNaN(dosages[i]))
            {
                sums.FractionalDosage[i] += share * (first ? dosages[i] : 2 - dosages[i]);
                continue;
            }

            if (plan.IsFirst(at) && haploid)
            {
                sums.HaploidMissing[i]++;
            }
            else if (plan.IsFirst(at))
            {
                sums.MissingPlanes[CallCounter.PlaceOf(i)]++;
            }

            if (plan.MissingByTarget)
            {
                CountMissing(plan, block, sums, term, i);
            }
        }
    }

    private static void CountMissing(ScorePlan plan, TermBlock block, ScoreSums sums, int term, int person)
    {
        foreach (int target in plan.PatternTargets[plan.Patterns[block.First + term]])
        {
            sums.MissingAlleles[target][person] += plan.IsHaploid(block.First + term) ? 1 : 2;
            sums.MissingVariance[target][person] += block.Variance(term);
            sums.MissingMass[target][person] += block.Mass(term);
        }
    }
}
