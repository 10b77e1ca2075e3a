namespace Etiogrid.Simulation.Trials;

/// <summary>A group sequential test without futility stopping.</summary>
public sealed record BoundaryDesign
{
    /// <summary>Division of the error over looks.</summary>
    public required BoundaryShape Shape { get; init; }

    /// <summary>d of the Wang-Tsiatis family, in [-1, 1]; 0 is O'Brien-Fleming, 0.5 Pocock.</summary>
    public double Delta { get; init => field = value is >= -1 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Delta must lie in [-1, 1]."); }

    /// <summary>Share of the information at each look: increasing, in (0, 1], the last 1.</summary>
    public required IReadOnlyList<double> Information { get; init => field = Increasing(value); }

    /// <summary>Type I error of the whole trial, both sides together, in (0, 0.5).</summary>
    public required double Alpha { get; init => field = value is > 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha must lie in (0, 0.5)."); }

    /// <summary>1: reject for large z; 2: for large |z|.</summary>
    public required int Sides { get; init => field = value is 1 or 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A test has 1 or 2 sides."); }

    /// <summary>Looks after equal shares of information.</summary>
    public static IReadOnlyList<double> EquallySpaced(int looks) => [.. Enumerable.Range(1, looks).Select(k => k / (double)looks)];

    private static IReadOnlyList<double> Increasing(IReadOnlyList<double> value)
    {
        bool valid = value.Count > 0 && value[^1] == 1;
        for (int k = 0; k < value.Count; k++)
        {
            valid &= value[k] > (k == 0 ? 0 : value[k - 1]);
        }

        return valid ? value : throw new ArgumentException($"Information must increase from above 0 to 1; found {string.Join(", ", value)}.", nameof(value));
    }
}
