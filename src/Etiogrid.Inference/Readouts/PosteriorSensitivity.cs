using Etiogrid.Inference.Person;

namespace Etiogrid.Inference.Readouts;

/// <summary>How the posterior depends on groups of evidence and on the priors.</summary>
/// <param name="LeaveOneOut">Without each group of evidence.</param>
/// <param name="PriorShifts">With all prior log-odds one lower and one higher.</param>
public sealed record PosteriorSensitivity(IReadOnlyList<LeaveOneOutRow> LeaveOneOut, IReadOnlyList<PriorShiftRow> PriorShifts)
{
    /// <summary>Shifts of the prior that are tried, in nats.</summary>
    public static IReadOnlyList<double> Shifts { get; } = [-1, 1];

    /// <summary>The sensitivity of a person's posterior. Variants under which the observations are impossible are left out.</summary>
    public static PosteriorSensitivity Of(PersonModelBuilder builder, PersonModel person, GridInferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(options);
        var rows = new List<LeaveOneOutRow>();
        foreach (var (kind, source, model) in new EvidenceStages(builder, person).LeaveOneOut())
        {
            if (GridInference.Marginals(model, options) is { } marginals)
            {
                rows.Add(new(kind, source, Altered(marginals), marginals.IsExact));
            }
        }

        var shifts = new List<PriorShiftRow>();
        foreach (double shift in Shifts)
        {
            if (GridInference.Marginals(person.Model.WithShiftedPriors(shift), options) is { } marginals)
            {
                shifts.Add(new(shift, Altered(marginals), marginals.IsExact));
            }
        }

        return new(rows, shifts);
    }

    private static double[] Altered(QuickMarginals marginals) => [.. Enumerable.Range(0, marginals.States.Count).Select(marginals.Altered)];
}
