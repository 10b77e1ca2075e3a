using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Which modalities each person lacks; drawn completely at random, independent of everything else.</summary>
internal sealed class Absence
{
    private readonly Dictionary<string, (bool Genotypes, bool TimeSeries, bool Map, bool Laboratory)> _people;

    public Absence(SimulatedCohort cohort)
    {
        var design = cohort.Design;
        _people = cohort.People.ToDictionary(
            p => p.Label,
            p =>
            {
                var random = Philox.For(design.Seed, p.Label, "absence");
                return (random.NextBernoulli(design.AbsentGenotypes), random.NextBernoulli(design.AbsentTimeSeries), random.NextBernoulli(design.AbsentMaps), random.NextBernoulli(design.AbsentLaboratory));
            },
            StringComparer.Ordinal);
    }

    public bool LacksGenotypes(SimulatedPerson person) => _people[person.Label].Genotypes;

    public bool LacksTimeSeries(SimulatedPerson person) => _people[person.Label].TimeSeries;

    public bool LacksMap(SimulatedPerson person) => _people[person.Label].Map;

    public bool LacksLaboratory(SimulatedPerson person) => _people[person.Label].Laboratory;
}
