using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>Matches tables of regions by name.</summary>
public static class RegionOrder
{
    /// <summary>
    /// For each wanted region its row in <paramref name="available"/>. E302: a wanted region is not there.
    /// E303 (warning): rows that nobody wanted are left out.
    /// </summary>
    public static Parsed<int[]> Match(IReadOnlyList<string> available, IReadOnlyList<string> wanted, string file)
    {
        ArgumentNullException.ThrowIfNull(available);
        ArgumentNullException.ThrowIfNull(wanted);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < available.Count; i++)
        {
            index.TryAdd(available[i], i);
        }

        var bag = new DiagnosticBag(20);
        int[] order = new int[wanted.Count];
        for (int i = 0; i < wanted.Count; i++)
        {
            if (!index.TryGetValue(wanted[i], out order[i]))
            {
                string? near = bag.ErrorCount < 20 ? NearestName.Among(wanted[i], available) : null;
                bag.Add(Diagnostic.Error("E302", "The region has no row in this file", new(file, null, wanted[i]), wanted[i], "every region of the parcellation, by name", near is null ? "Add the region or choose the matching atlas" : $"Is '{near}' meant?"));
            }
        }

        int unused = available.Count - wanted.Distinct(StringComparer.Ordinal).Count(index.ContainsKey);
        if (unused > 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Warning("E303", "Rows outside the parcellation were left out", new(file), unused.ToString(CultureInfo.InvariantCulture)));
        }

        return bag.Finish(() => order);
    }

    /// <summary>A new matrix of the given rows.</summary>
    public static Matrix TakeRows(Matrix source, IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rows);
        var result = new Matrix(rows.Count, source.Columns);
        for (int i = 0; i < rows.Count; i++)
        {
            source.Row(rows[i]).CopyTo(result.Row(i));
        }

        return result;
    }
}
