using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// A small randomised trial in the patients: placebo and the two interventions of the grid with the most pathway effects.
/// Expected severity follows specification §1.2 (7): lambda becomes lambda (1 - r) where the treatment corrects the
/// pathway's direction and lambda (1 + r) where it pushes the other way.
/// </summary>
internal sealed class TreatmentArms
{
    private const double ErrorSd = 3;
    private readonly InterventionParameters?[] _arms;

    private TreatmentArms(InterventionParameters?[] arms) => _arms = arms;

    /// <summary>Id and display name of each arm.</summary>
    public IEnumerable<(string Id, string Name)> Names => _arms.Select(a => a is null ? ("placebo", "Placebo") : (a.Id.Key, a.Name));

    public static TreatmentArms Of(GeneralGrid grid) => new(
    [
        null,
        .. grid.Interventions
            .OrderByDescending(i => i.Effects.Sum(e => Logit.ToProbability(e.LogitEfficacy.Mean)))
            .ThenBy(i => i.Id.Key, StringComparer.Ordinal)
            .Take(2),
    ]);

    public (string Arm, double Baseline, double Change) Treat(SimulatedCohort cohort, SimulatedPerson person)
    {
        var random = Philox.For(cohort.Design.Seed, person.Label, "treatment");
        var arm = _arms[random.NextInt32(_arms.Length)];
        double before = Severity(cohort.States.SymptomProbabilities(person.Pathways));
        double after = Severity(cohort.States.SymptomProbabilities(person.Pathways, Efficacy(cohort.Grid, person, arm)));
        double baseline = before + (ErrorSd * random.NextNormal());
        return (arm is null ? "placebo" : arm.Id.Key, baseline, after - before + (ErrorSd * random.NextNormal()));
    }

    private static double[] Efficacy(GeneralGrid grid, SimulatedPerson person, InterventionParameters? arm)
    {
        double[] efficacy = new double[grid.Pathways.Count];
        for (int k = 0; k < efficacy.Length && arm is not null; k++)
        {
            double untouched = 1;
            foreach (var effect in arm.Effects.Where(e => e.Pathway == grid.Pathways[k].Id))
            {
                double r = Logit.ToProbability(effect.LogitEfficacy.Mean);
                untouched *= effect.Corrects is null || effect.Corrects == person.Pathways[k].Direction ? 1 - r : 1 + r;
            }

            efficacy[k] = 1 - untouched;
        }

        return efficacy;
    }

    private static double Severity(double[] probabilities) => probabilities.Length == 0 ? 0 : 100 * probabilities.Average();
}
