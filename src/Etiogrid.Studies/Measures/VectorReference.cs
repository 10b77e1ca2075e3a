using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>Forms z scores of whole vectors (regional maps, network matrices), with the same rules as <see cref="ReferenceGroup"/>.</summary>
public sealed class VectorReference
{
    private readonly ParticipantId[] _people;
    private readonly double[][] _vectors;
    private readonly bool _useControls;
    private readonly Lazy<(LeaveOneOutMoments Moments, int[] Rows)[]> _elements;

    /// <summary>A reference from one vector a person (the first given counts), all of the same length; NaN = missing.</summary>
    public VectorReference(IEnumerable<(ParticipantId Person, double[] Values)> vectors, IEnumerable<ParticipantId> controls)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        HashSet<ParticipantId> names = [.. controls];
        _useControls = names.Count >= ReferenceGroup.SmallestReference;
        var pool = vectors.Where(v => !_useControls || names.Contains(v.Person)).DistinctBy(v => v.Person).OrderBy(v => v.Person).ToArray();
        _people = [.. pool.Select(p => p.Person)];
        _vectors = [.. pool.Select(p => p.Values)];
        _elements = new(() => [.. Enumerable.Range(0, _vectors.Length == 0 ? 0 : _vectors[0].Length).Select(Element)]);
    }

    /// <summary>z of every element for a person; NaN where the element is missing or fewer than <see cref="ReferenceGroup.SmallestReference"/> others have it.</summary>
    public double[] ZOf(ParticipantId person, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int own = Array.BinarySearch(_people, person);
        double[] z = new double[values.Length];
        Array.Fill(z, double.NaN);
        for (int i = 0; i < z.Length && i < _elements.Value.Length; i++)
        {
            var (moments, rows) = _elements.Value[i];
            var (n, mean, sd) = moments.Without(own < 0 ? -1 : Array.BinarySearch(rows, own));
            z[i] = n >= ReferenceGroup.SmallestReference && sd > 0 && double.IsFinite(values[i]) ? (values[i] - mean) / sd : double.NaN;
        }

        return z;
    }

    /// <summary>Which kind of reference this person is compared with, and how many people it has.</summary>
    public (ReferenceKind Kind, int N) KindFor(ParticipantId person) =>
        (_useControls ? ReferenceKind.StudyControls : ReferenceKind.LeaveOneOut, _people.Length - (Array.BinarySearch(_people, person) >= 0 ? 1 : 0));

    private (LeaveOneOutMoments Moments, int[] Rows) Element(int i)
    {
        int[] rows = [.. Enumerable.Range(0, _vectors.Length).Where(r => double.IsFinite(_vectors[r][i]))];
        return (new([.. rows.Select(r => _vectors[r][i])]), rows);
    }
}
