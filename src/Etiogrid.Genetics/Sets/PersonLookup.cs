using Etiogrid.Genetics.Genotypes;

namespace Etiogrid.Genetics.Sets;

/// <summary>Finds people of a genotype file by family and individual id, or by individual id alone where that is unique.</summary>
internal sealed class PersonLookup
{
    private readonly Dictionary<(string Family, string Individual), int> _byPair = [];
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    public PersonLookup(IReadOnlyList<GenotypeSample> samples)
    {
        for (int i = 0; i < samples.Count; i++)
        {
            _byPair[(samples[i].FamilyId, samples[i].IndividualId)] = i;
            _byId[samples[i].IndividualId] = _byId.ContainsKey(samples[i].IndividualId) ? -1 : i;
        }
    }

    /// <summary>Number of a person in the file, -1 when there is none; without a family the individual id must be unique.</summary>
    public int Find(string? family, string individual) =>
        family is null ? _byId.GetValueOrDefault(individual, -1) : _byPair.GetValueOrDefault((family, individual), -1);
}
