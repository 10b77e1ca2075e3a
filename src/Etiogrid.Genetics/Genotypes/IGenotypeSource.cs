namespace Etiogrid.Genetics.Genotypes;

/// <summary>
/// Genotypes of one file: who, which variants, and the genotypes of one variant at a time. Reading is safe from several threads.
/// Hard calls come packed as in a PLINK 1 <c>.bed</c>: two bits a person from the low end, 00 two copies of allele 1,
/// 10 one copy, 11 none, 01 missing; bits behind the last person are 0.
/// </summary>
public interface IGenotypeSource : IDisposable
{
    /// <summary>Path as given.</summary>
    string File { get; }

    /// <summary>People in file order.</summary>
    IReadOnlyList<GenotypeSample> Samples { get; }

    /// <summary>Variants in file order.</summary>
    IReadOnlyList<Variant> Variants { get; }

    /// <summary>True when no variant has fractional dosages, so that <see cref="TryReadHardCalls"/> always succeeds.</summary>
    bool HardCallsOnly { get; }

    /// <summary>Bytes of packed hard calls of one variant: a quarter of the people, rounded up.</summary>
    int PackedLength => (Samples.Count + 3) / 4;

    /// <summary>Reads packed hard calls; false when the variant has fractional dosages, then <paramref name="packed"/> is not meaningful.</summary>
    /// <exception cref="InvalidDataException">The file is damaged at this variant.</exception>
    bool TryReadHardCalls(int variant, Span<byte> packed);

    /// <summary>Reads dosages of allele 1 in [0, 2], NaN for missing.</summary>
    /// <exception cref="InvalidDataException">The file is damaged at this variant.</exception>
    void ReadDosages(int variant, Span<double> dosages);
}
