using Etiogrid.Inference.Person;

namespace Etiogrid.Inference.Readouts;

/// <summary>
/// The call and the three criteria that stand next to it, never instead of it (Dukart et al. 2026, doi 10.1038/s41380-026-03473-y):
/// a biomarker alone cannot tell a cause from a response.
/// </summary>
/// <param name="Call">From the posterior.</param>
/// <param name="GeneticSupport">(i) The pathway's score raises its prior.</param>
/// <param name="ExposureLink">(ii) An exposure that is present raises its prior.</param>
/// <param name="SymptomLink">(iii) It can cause a symptom that is present, or that is above average where severity was rated.</param>
public sealed record CausalReadout(CausalCall Call, bool GeneticSupport, bool ExposureLink, bool SymptomLink)
{
    private const double ReportedFrom = 0.5;
    private const double Share = 0.8;

    /// <summary>Criteria met, 0 to 3.</summary>
    public int CriteriaMet => (GeneticSupport ? 1 : 0) + (ExposureLink ? 1 : 0) + (SymptomLink ? 1 : 0);

    /// <summary>The readout of every pathway.</summary>
    public static IReadOnlyList<CausalReadout> Of(PersonModel person, GridPosterior posterior)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(posterior);
        var present = person.Inputs.Exposures.Where(e => e.Present == true).Select(e => e.Exposure).ToHashSet();
        return
        [
            .. person.Priors.Select((prior, k) => new CausalReadout(
                CallOf(posterior.Causal(k), posterior.Compensatory(k)),
                person.Contributions.Any(c => c.Pathway == prior.Pathway && c is { Exposure: null, IsEpigenetic: false } && c.LogOdds > 0),
                person.Contributions.Any(c => c.Pathway == prior.Pathway && c.Exposure is { } e && present.Contains(e) && c.LogOdds > 0),
                HasSymptom(person.Model, k))),
        ];
    }

    private static CausalCall CallOf(double causal, double compensatory)
    {
        double altered = causal + compensatory;
        return altered < ReportedFrom ? CausalCall.NotAltered
            : causal >= Share * altered ? CausalCall.CausalSupported
            : compensatory >= Share * altered ? CausalCall.CompensatoryLikely
            : CausalCall.Contested;
    }

    private static bool HasSymptom(GridModel model, int k) =>
        model.Symptoms.Any(s => s.Present == true && s.Links.Any(l => l.Pathway == k && l.Value > 0))
        || model.ContinuousSymptoms.Any(s => s.Value > s.Intercept && s.Links.Any(l => l.Pathway == k && l.Value > 0));
}
