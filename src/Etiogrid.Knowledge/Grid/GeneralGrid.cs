using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>
/// The general vulnerability grid as a model: every quantity inference needs, as a distribution with a grade.
/// Built from the knowledge tables; prior-predictively calibrated; identified by version and hash.
/// </summary>
/// <param name="Version">Version of tables and parameters.</param>
/// <param name="Sha256">Hash of the tables and the parameter file.</param>
/// <param name="PriorFloor">No pathway's prior falls below this.</param>
/// <param name="LogitSpontaneousChange">logit of rho0: secondary change without any cause.</param>
/// <param name="Pathways">All pathways, in table order.</param>
/// <param name="Exposures">All exposures.</param>
/// <param name="Symptoms">All symptom dimensions.</param>
/// <param name="Couplings">Compensation couplings.</param>
/// <param name="Markers">Biomarkers.</param>
/// <param name="Interventions">Interventions.</param>
/// <param name="Interactions">Pairs that interact.</param>
public sealed record GeneralGrid(
    string Version,
    string Sha256,
    double PriorFloor,
    UncertainValue LogitSpontaneousChange,
    IReadOnlyList<PathwayParameters> Pathways,
    IReadOnlyList<ExposureParameters> Exposures,
    IReadOnlyList<SymptomParameters> Symptoms,
    IReadOnlyList<CompensationCoupling> Couplings,
    IReadOnlyList<MarkerParameters> Markers,
    IReadOnlyList<InterventionParameters> Interventions,
    IReadOnlyList<InterventionInteraction> Interactions)
{
    /// <summary>Developmental periods with the pathways that are vulnerable then.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<PathwayId>> CriticalPeriods { get; init; } = new Dictionary<string, IReadOnlySet<PathwayId>>(StringComparer.Ordinal);
}
