using System.Collections.Concurrent;

namespace Etiogrid.Imaging.Internals;

/// <summary>
/// Keeps what was built for subsets of regions. A cohort usually has few patterns of missing regions; beyond the limit nothing more is kept,
/// so that a pattern a person cannot fill the memory (a decomposition of 400 regions takes 1.3 MB).
/// </summary>
internal sealed class MaskCache<T>
    where T : class
{
    private const int Limit = 64;
    private readonly ConcurrentDictionary<string, Lazy<T>> _kept = new(StringComparer.Ordinal);

    public T Get(IReadOnlyList<int> regions, Func<T> create)
    {
        ArgumentNullException.ThrowIfNull(regions);
        string key = string.Join(',', regions);
        if (_kept.TryGetValue(key, out var known))
        {
            return known.Value;
        }

        return _kept.Count >= Limit ? create() : _kept.GetOrAdd(key, _ => new Lazy<T>(create)).Value;
    }
}
