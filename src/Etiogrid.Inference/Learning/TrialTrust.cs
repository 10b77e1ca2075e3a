namespace Etiogrid.Inference.Learning;

/// <summary>How far a trial was believed.</summary>
/// <param name="Id">Contribution.</param>
/// <param name="People">People with an outcome.</param>
/// <param name="Exchangeable">P(the trial follows the same parameters as the literature and the other trials); its weight in what is learned.</param>
/// <param name="Persistence">Share of symptoms that would have persisted in untreated causes, as fitted; null where no symptom was followed up.</param>
public sealed record TrialTrust(string Id, int People, double Exchangeable, double? Persistence);
