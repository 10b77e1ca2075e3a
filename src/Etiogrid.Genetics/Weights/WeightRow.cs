namespace Etiogrid.Genetics.Weights;

/// <summary>One row of a weight file: a place in its <see cref="WeightTable"/>.</summary>
/// <param name="Table">The file's rows.</param>
/// <param name="Index">Place in the table.</param>
public readonly record struct WeightRow(WeightTable Table, int Index)
{
    /// <summary>1-based line number.</summary>
    public long Row => Table.LineOf(Index);

    /// <summary>Variant id, null where the file has none.</summary>
    public string? Id => Table.HasId(Index) ? Text.Utf8Fields.Text(Table.IdOf(Index)) : null;

    /// <summary>Normalised chromosome, null where the file has none.</summary>
    public string? Chromosome => Table.ChromosomeOf(Index);

    /// <summary>1-based base pair, 0 where the file has none.</summary>
    public int Position => Table.PositionOf(Index);

    /// <summary>The named allele.</summary>
    public string EffectAllele => Table.EffectAlleleOf(Index);

    /// <summary>The other allele, null where the file has none.</summary>
    public string? OtherAllele => Table.OtherAlleleOf(Index);

    /// <summary>Frequency of the effect allele, NaN where not stated.</summary>
    public double EffectFrequency => Table.NumberOf(WeightNumber.EffectFrequency, Index);

    /// <summary>Standard error of the weight, NaN where not stated.</summary>
    public double StandardError => Table.NumberOf(WeightNumber.StandardError, Index);

    /// <summary>P value, NaN where not stated.</summary>
    public double P => Table.NumberOf(WeightNumber.P, Index);

    /// <summary>Imputation quality, NaN where not stated.</summary>
    public double Info => Table.NumberOf(WeightNumber.Info, Index);

    /// <summary>Chromosome in the file's second build (PGS Catalog author columns beside harmonised ones).</summary>
    public string? OtherBuildChromosome => Table.OtherBuildChromosomeOf(Index);

    /// <summary>Position in the file's second build, 0 where there is none.</summary>
    public int OtherBuildPosition => Table.OtherBuildPositionOf(Index);

    /// <summary>Whether the row names its variant.</summary>
    internal bool HasId => Table.HasId(Index);

    /// <summary>The id's bytes in UTF-8.</summary>
    internal ReadOnlySpan<byte> Utf8Id => Table.IdOf(Index);

    /// <summary>One weight a score column.</summary>
    public IReadOnlyList<double> Weights => [.. Enumerable.Range(0, Table.ColumnCount).Select(Weight)];

    /// <summary>The weight of a score column.</summary>
    public double Weight(int column) => Table.WeightOf(column, Index);

    /// <summary>Whether all weights are those of another row of the file.</summary>
    internal bool HasWeightsOf(WeightRow other)
    {
        for (int c = 0; c < Table.ColumnCount; c++)
        {
            if (Weight(c) != other.Weight(c))
            {
                return false;
            }
        }

        return true;
    }
}
