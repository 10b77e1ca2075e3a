namespace Etiogrid.Simulation.Cohorts;

/// <summary>Everything true of one simulated person, before anything is lost to missing data.</summary>
/// <param name="Label">BIDS label without prefix.</param>
/// <param name="IsControl">True for people without any altered pathway.</param>
/// <param name="Dosages">Copies of A1, one a variant.</param>
/// <param name="Exposed">One a grid exposure.</param>
/// <param name="Pathways">One a grid pathway.</param>
/// <param name="Symptoms">One a grid symptom dimension.</param>
/// <param name="MarkerMeans">Expected z of each grid marker given the pathways.</param>
/// <param name="MarkerZ">Realised z of each grid marker.</param>
/// <param name="AtlasZ">Realised z of the co-localisation with each atlas map, whether or not the grid has a marker for it.</param>
public sealed record SimulatedPerson(
    string Label,
    bool IsControl,
    byte[] Dosages,
    bool[] Exposed,
    PathwayTruth[] Pathways,
    bool[] Symptoms,
    double[] MarkerMeans,
    double[] MarkerZ,
    double[] AtlasZ);
