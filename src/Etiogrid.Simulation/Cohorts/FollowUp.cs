using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// A patient over several visits. Severity is an Ornstein-Uhlenbeck process (time constant 60 days, standard deviation 1). Each altered
/// pathway is, by a fair coin, a trait (its markers stay shifted as at the first visit) or a state (the shift grows and falls by its own
/// size for each standard deviation of severity). Of a marker's noise the reliable part stays, the rest is drawn anew. The first visit
/// is the person as drawn by <see cref="CohortSampler"/>.
/// </summary>
internal sealed class FollowUp
{
    private const double TimeConstant = 60;
    private const int ShortestGap = 10;
    private const int LongestGap = 90;
    private const double MeanSeverity = 50;
    private const double SeverityPoints = 15;

    private FollowUp(double[] days, double[] severity, bool[] isState, double[][] markerZ) => (Days, Severity, IsState, MarkerZ) = (days, severity, isState, markerZ);

    /// <summary>Day of each visit, 0 for the first.</summary>
    public double[] Days { get; }

    /// <summary>Severity at each visit in standard deviations.</summary>
    public double[] Severity { get; }

    /// <summary>One a pathway: true where an alteration is a state.</summary>
    public bool[] IsState { get; }

    /// <summary>z of every grid marker at each visit.</summary>
    public double[][] MarkerZ { get; }

    /// <summary>Draws the visits of a person; keyed by (seed, person, purpose), so nothing else changes with their number.</summary>
    public static FollowUp Draw(SimulatedCohort cohort, SimulatedPerson person)
    {
        int visits = person.IsControl ? 1 : cohort.Design.Visits;
        var random = Philox.For(cohort.Design.Seed, person.Label, "visits");
        bool[] isState = [.. person.Pathways.Select(_ => random.NextBernoulli(0.5))];
        double[] days = new double[visits];
        double[] severity = new double[visits];
        severity[0] = random.NextNormal();
        for (int t = 1; t < visits; t++)
        {
            double gap = ShortestGap + Math.Floor(random.NextDouble() * (LongestGap - ShortestGap));
            double phi = Elementary.Exp(-gap / TimeConstant);
            days[t] = days[t - 1] + gap;
            severity[t] = (phi * severity[t - 1]) + (Math.Sqrt(1 - (phi * phi)) * random.NextNormal());
        }

        return new(days, severity, isState, Markers(cohort, person, severity, isState, random));
    }

    /// <summary>Severity as rated, 0 to 100.</summary>
    public double Rating(int visit) => Math.Round(Math.Clamp(MeanSeverity + (SeverityPoints * Severity[visit]), 0, 100), 1);

    private static double[][] Markers(SimulatedCohort cohort, SimulatedPerson person, double[] severity, bool[] isState, Philox random)
    {
        double[][] z = new double[severity.Length][];
        z[0] = person.MarkerZ;
        double[] reliable = [.. person.MarkerZ.Select((x, m) => Lasting(cohort.Grid.Markers[m].Reliability, x - person.MarkerMeans[m], random))];
        PathwayTruth[] states = [.. person.Pathways.Select((p, k) => isState[k] ? p : p with { State = PathwayState.None, Direction = null })];
        double[] passing = cohort.Markers.Means(states).Markers;
        for (int t = 1; t < severity.Length; t++)
        {
            z[t] = new double[z[0].Length];
            for (int m = 0; m < z[t].Length; m++)
            {
                double fresh = Math.Sqrt(1 - cohort.Grid.Markers[m].Reliability) * random.NextNormal();
                z[t][m] = person.MarkerMeans[m] + (passing[m] * (severity[t] - severity[0])) + reliable[m] + fresh;
            }
        }

        return z;
    }

    /// <summary>The lasting part of a noise of unit variance, given the whole.</summary>
    private static double Lasting(double reliability, double noise, Philox random) =>
        (reliability * noise) + (Math.Sqrt(reliability * (1 - reliability)) * random.NextNormal());
}
