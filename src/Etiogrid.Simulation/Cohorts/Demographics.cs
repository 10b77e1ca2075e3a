using System.Globalization;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Age, sex and site of a simulated person; related to nothing.</summary>
internal readonly record struct Demographics(int Age, bool IsMale, string Site)
{
    public static Demographics Of(SimulatedPerson person, ulong seed)
    {
        var random = Philox.For(seed, person.Label, "demographics");
        int age = 18 + random.NextInt32(38);
        bool male = random.NextBernoulli(0.5);
        return new(age, male, random.NextBernoulli(0.5) ? "A" : "B");
    }

    public string AgeText => Age.ToString(CultureInfo.InvariantCulture);

    public string SexText => IsMale ? "M" : "F";
}
