using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Centred contributions of all terms for the people with a phenotype, as packed genotypes and tables (or doubles for fractional dosages),
/// so that a score over any choice of terms is a run of the table kernel.
/// </summary>
internal sealed unsafe class ContributionColumns : IDisposable
{
    private readonly byte* _rows;
    private readonly int[] _offsets;
    private readonly double[] _tables;
    private readonly double[]?[] _dosages;
    private readonly double[] _centredPhenotype;
    private readonly double _phenotypeSquares;

    public ContributionColumns(ClumpedPathways pathways, double[] phenotype, AlleleFrequencies? frequencies)
    {
        var genotypes = pathways.Genotypes;
        if (phenotype.Length != genotypes.Samples.Count)
        {
            throw new ArgumentException($"One phenotype a person: {genotypes.Samples.Count}; found {phenotype.Length}.", nameof(phenotype));
        }

        int[] people = [.. Enumerable.Range(0, phenotype.Length).Where(i => !double.IsNaN(phenotype[i]))];
        People = people.Length;
        Padded = (People + TableKernel.Tile - 1) / TableKernel.Tile * TableKernel.Tile;
        double mean = Moments.Mean(Array.ConvertAll(people, i => phenotype[i]));
        _centredPhenotype = Array.ConvertAll(people, i => phenotype[i] - mean);
        _phenotypeSquares = Moments.Dot(_centredPhenotype, _centredPhenotype);
        int terms = pathways.Terms.Count;
        int stride = Padded / 4;
        _rows = (byte*)NativeMemory.AllocZeroed((nuint)((long)terms * stride) + 64);
        _offsets = [.. Enumerable.Range(0, terms).Select(t => t * stride)];
        _tables = new double[terms * TableKernel.TableStride];
        _dosages = new double[terms][];
        Frequencies = new double[terms];
        double[] all = new double[phenotype.Length];
        for (int t = 0; t < terms; t++)
        {
            int variant = pathways.Terms.Variants[t];
            genotypes.ReadDosages(variant, all);
            // Centred as in the scores: by the reference, or by all founders, with a phenotype or not.
            double p = frequencies?.OfAllele1(genotypes.Variants[variant]) ?? FounderFrequency.Of(genotypes.Samples, all);
            Store(pathways.Terms, t, p, Array.ConvertAll(people, i => all[i]));
        }
    }

    /// <summary>People with a phenotype.</summary>
    public int People { get; }

    /// <summary>Length of a score vector.</summary>
    public int Padded { get; }

    /// <summary>Frequency of each term's named allele.</summary>
    public double[] Frequencies { get; }

    /// <summary>Adds the contributions of some terms, in order, to a score vector.</summary>
    public void Add(ReadOnlySpan<int> terms, Span<double> score)
    {
        fixed (int* selected = terms, offsets = _offsets)
        fixed (double* tables = _tables, sums = score)
        {
            for (int i = 0; i < Padded; i += TableKernel.Tile)
            {
                TableKernel.Accumulate(_rows + (i / 4), offsets, tables, selected, terms.Length, sums + i);
            }
        }

        foreach (int t in terms)
        {
            if (_dosages[t] is { } values)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    score[i] += values[i];
                }
            }
        }
    }

    /// <summary>Slope and t of the phenotype on a score; NaN when the score does not vary.</summary>
    public (double Beta, double T) Regress(ReadOnlySpan<double> score)
    {
        var used = score[..People];
        double mean = Moments.Mean(used);
        double squares = Moments.Dot(used, used) - (People * mean * mean);
        double product = Moments.Dot(used, _centredPhenotype);
        if (!(squares > 1e-12 * (1 + (People * mean * mean))) || People < 3)
        {
            return (double.NaN, double.NaN);
        }

        double beta = product / squares;
        double residual = Math.Max(0, _phenotypeSquares - (beta * product));
        return (beta, beta / Math.Sqrt(residual / (People - 2) / squares));
    }

    public void Dispose() => NativeMemory.Free(_rows);

    private void Store(ScoreTerms terms, int t, double p, double[] dosages)
    {
        bool first = terms.NamesAllele1[t];
        Frequencies[t] = first ? p : 1 - p;
        var contribution = Contribution.For(terms.Weights[0][t], Frequencies[t], first, MissingDosage.Center, squared: false);
        if (Array.TrueForAll(dosages, d => double.IsNaN(d) || d is 0 or 1 or 2))
        {
            for (int i = 0; i < dosages.Length; i++)
            {
                int code = double.IsNaN(dosages[i]) ? 1 : dosages[i] switch { 0 => 3, 1 => 2, _ => 0 };
                _rows[_offsets[t] + (i >> 2)] |= (byte)(code << ((i & 3) * 2));
            }

            for (int code = 0; code < TableKernel.TableStride; code++)
            {
                _tables[(t * TableKernel.TableStride) + code] = contribution.Of(PackedGenotypes.DosageByCode[code & 3]);
            }

            return;
        }

        _dosages[t] = Array.ConvertAll(dosages, contribution.Of);
    }
}
