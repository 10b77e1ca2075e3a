namespace Etiogrid.Simulation.Cohorts;

/// <summary>A biallelic variant with its population frequency and its weight in the polygenic score.</summary>
/// <param name="Chromosome">1 to 22.</param>
/// <param name="Position">Base, from 1.</param>
/// <param name="A1">First allele of the .bim file; genotypes count its copies.</param>
/// <param name="A2">Second allele.</param>
/// <param name="Frequency">Population frequency of A1.</param>
/// <param name="EffectIsA1">Whether the weights file names A1 or A2.</param>
/// <param name="Weight">Weight of the named allele.</param>
public readonly record struct SimulatedVariant(int Chromosome, int Position, char A1, char A2, double Frequency, bool EffectIsA1, double Weight)
{
    /// <summary><c>chr:position:A1:A2</c>.</summary>
    public string Id => $"{Chromosome}:{Position}:{A1}:{A2}";

    /// <summary>Contribution to a score per copy of A1, up to a constant.</summary>
    public double WeightOfA1 => EffectIsA1 ? Weight : -Weight;
}
