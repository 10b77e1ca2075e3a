using Etiogrid.Core.Regions;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>A simulated cohort in memory: people with their truth, and everything they were drawn from.</summary>
/// <param name="Grid">The general grid.</param>
/// <param name="Design">Sizes and rates.</param>
/// <param name="Parcellation">Generated regions.</param>
/// <param name="Atlas">Generated receptor-like maps.</param>
/// <param name="Genome">Generated genes and variants.</param>
/// <param name="Scores">Scores of the gene sets, in order of <see cref="CohortDesign.GeneSets"/>.</param>
/// <param name="Liability">The prior.</param>
/// <param name="States">The state model.</param>
/// <param name="Markers">The marker model.</param>
/// <param name="People">Patients first, then controls.</param>
public sealed record SimulatedCohort(
    GeneralGrid Grid,
    CohortDesign Design,
    Parcellation Parcellation,
    ReceptorAtlas Atlas,
    GenomeLayout Genome,
    PathwayScores Scores,
    LiabilityModel Liability,
    StateSampler States,
    MarkerModel Markers,
    IReadOnlyList<SimulatedPerson> People);
