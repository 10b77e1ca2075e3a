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
        var stages = new EvidenceStages(builder, person).LeaveOneOut().ToArray();
        var marginals = GridInference.Marginals([.. stages.Select(s => s.Model), .. Shifts.Select(person.Model.WithShiftedPriors)], options);
        var rows = new List<LeaveOneOutRow>();
        var shifts = new List<PriorShiftRow>();
        for (int i = 0; i < marginals.Length; i++)
        {
            if (marginals[i] is not { } found)
            {
                continue;
            }

            if (i < stages.Length)
            {
                rows.Add(new(stages[i].Kind, stages[i].Source, Altered(found), found.IsExact));
            }
            else
            {
                shifts.Add(new(Shifts[i - stages.Length], Altered(found), found.IsExact));
            }
        }

        return new(rows, shifts);
    }

    private static double[] Altered(QuickMarginals marginals) => [.. Enumerable.Range(0, marginals.States.Count).Select(marginals.Altered)];
}
