namespace Etiogrid.Inference.Measurements;

/// <summary>What a measurement would tell.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Bits">Expected information about the joint state of all pathways, in bits.</param>
/// <param name="SetBits">Expected information about which members of each given pathway set are altered, in bits; one a set.</param>
public sealed record MeasurementValue(CandidateMeasurement Candidate, double Bits, IReadOnlyList<double> SetBits)
{
    /// <summary>Bits per unit of cost.</summary>
    public double BitsPerCost => Bits / Candidate.Cost;
}
