using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures;

/// <summary>Forms z scores of whole vectors (regional maps, network matrices), with the same rules as <see cref="ReferenceGroup"/>.</summary>
public sealed class VectorReference
{
    private readonly SortedDictionary<ParticipantId, double[]> _people = [];
    private readonly HashSet<ParticipantId> _controls;

    /// <summary>A reference from one vector a person (the first given counts), all of the same length; NaN = missing.</summary>
    public VectorReference(IEnumerable<(ParticipantId Person, double[] Values)> vectors, IEnumerable<ParticipantId> controls)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        _controls = [.. controls];
        foreach (var (person, values) in vectors)
        {
            _people.TryAdd(person, values);
        }
    }

    /// <summary>z of every element for a person; NaN where the element is missing or fewer than <see cref="ReferenceGroup.SmallestReference"/> others have it.</summary>
    public double[] ZOf(ParticipantId person, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[][] reference = Reference(person);
        double[] z = new double[values.Length];
        double[] column = new double[reference.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int n = 0;
            foreach (double[] other in reference)
            {
                if (double.IsFinite(other[i]))
                {
                    column[n++] = other[i];
                }
            }

            var present = column.AsSpan(0, n);
            double sd = n >= ReferenceGroup.SmallestReference ? Moments.StandardDeviation(present) : double.NaN;
            z[i] = sd > 0 && double.IsFinite(values[i]) ? (values[i] - Moments.Mean(present)) / sd : double.NaN;
        }

        return z;
    }

    /// <summary>Which kind of reference this person is compared with, and how many people it has.</summary>
    public (ReferenceKind Kind, int N) KindFor(ParticipantId person) =>
        (_controls.Count >= ReferenceGroup.SmallestReference ? ReferenceKind.StudyControls : ReferenceKind.LeaveOneOut, Reference(person).Length);

    private double[][] Reference(ParticipantId person)
    {
        bool useControls = _controls.Count >= ReferenceGroup.SmallestReference;
        return [.. _people.Where(p => p.Key != person && (!useControls || _controls.Contains(p.Key))).Select(p => p.Value)];
    }
}
