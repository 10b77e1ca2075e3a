using System.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>One biallelic variant; a multi-allelic record of a file appears as one variant for each alternate allele and one for its reference allele.</summary>
public readonly record struct Variant
{
    /// <summary>The name as a string, or the list that holds it as bytes.</summary>
    private readonly object? _name;
    private readonly int _index;

    /// <summary>A variant.</summary>
    /// <param name="chromosome">As in <see cref="Genotypes.Chromosome"/>.</param>
    /// <param name="position">1-based base pair.</param>
    /// <param name="id">Name in the file.</param>
    /// <param name="allele1">The counted allele.</param>
    /// <param name="allele2">The other allele.</param>
    /// <param name="alternateCount">Alternate alleles of the record.</param>
    public Variant(string chromosome, int position, string id, string allele1, string allele2, int alternateCount = 1)
    {
        (Chromosome, Position, Allele1, Allele2, AlternateCount) = (chromosome, position, allele1, allele2, alternateCount);
        _name = id;
    }

    /// <summary>A variant of a list, which makes its name a string only when asked.</summary>
    internal Variant(VariantList list, int index, string chromosome, int position, string allele1, string allele2)
        : this(chromosome, position, "", allele1, allele2) => (_name, _index) = (list, index);

    /// <summary>As in <see cref="Genotypes.Chromosome"/>.</summary>
    public string Chromosome { get; init; }

    /// <summary>1-based base pair.</summary>
    public int Position { get; init; }

    /// <summary>Name in the file.</summary>
    public string Id
    {
        get => _name is VariantList list ? Encoding.UTF8.GetString(list.NameOf(_index)) : (string)_name!;
        init => _name = value;
    }

    /// <summary>The counted allele: column 5 of a <c>.bim</c>, ALT elsewhere; REF in the last variant of a multi-allelic record.</summary>
    public string Allele1 { get; init; }

    /// <summary>The other allele: column 6 of a <c>.bim</c>, REF elsewhere; all ALT, joined by commas, in the last variant of a multi-allelic record.</summary>
    public string Allele2 { get; init; }

    /// <summary>Alternate alleles of the record; more than 1 for a multi-allelic record.</summary>
    public int AlternateCount { get; init; }

    /// <summary>The name's bytes, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Utf8Id => _name is VariantList list ? list.NameOf(_index) : Encoding.UTF8.GetBytes((string)_name!);

    /// <summary>Equal when every part is, wherever the name is kept.</summary>
    public bool Equals(Variant other) =>
        Chromosome == other.Chromosome && Position == other.Position && Allele1 == other.Allele1 && Allele2 == other.Allele2
        && AlternateCount == other.AlternateCount && Utf8Id.SequenceEqual(other.Utf8Id);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Chromosome, Position, Allele1, Allele2);
}
