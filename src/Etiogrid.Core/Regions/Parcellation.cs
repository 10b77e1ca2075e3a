namespace Etiogrid.Core.Regions;

/// <summary>An ordered set of named regions.</summary>
public sealed class Parcellation
{
    private readonly Dictionary<string, int> _index;

    /// <summary>A parcellation of the given regions, in this order.</summary>
    /// <exception cref="ArgumentException">A region name occurs twice, or there is none.</exception>
    public Parcellation(string name, IReadOnlyList<Region> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        if (regions.Count == 0)
        {
            throw new ArgumentException("A parcellation needs at least one region.", nameof(regions));
        }

        Name = name;
        Regions = regions;
        _index = new(regions.Count, StringComparer.Ordinal);
        for (int i = 0; i < regions.Count; i++)
        {
            if (!_index.TryAdd(regions[i].Name, i))
            {
                throw new ArgumentException($"Region '{regions[i].Name}' occurs twice.", nameof(regions));
            }
        }
    }

    /// <summary>Name of the atlas.</summary>
    public string Name { get; }

    /// <summary>The regions in order.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>Position of a region by name, or -1.</summary>
    public int IndexOf(string regionName) => _index.GetValueOrDefault(regionName, -1);
}
