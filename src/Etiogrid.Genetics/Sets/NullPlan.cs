namespace Etiogrid.Genetics.Sets;

/// <summary>The terms of one draw and how sets take them: each segment adds its terms to those before it, or starts anew.</summary>
internal sealed class NullPlan
{
    /// <summary>All terms drawn.</summary>
    public List<int> Terms { get; } = [];

    /// <summary>A score a segment.</summary>
    public List<(int Set, int Start, int End, bool Fresh)> Segments { get; } = [];

    /// <summary>Sum of squares of each segment's score, in steps of <see cref="NullColumns.Step"/>.</summary>
    public List<double> Squares { get; } = [];

    /// <summary>Back to nothing.</summary>
    public void Clear()
    {
        Terms.Clear();
        Segments.Clear();
        Squares.Clear();
    }
}
