using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

public sealed class ReferenceGroupTests
{
    private static readonly FeatureId Feature = new(Modality.Laboratory, "lab", "crp");

    private static ParticipantId Person(int i) => ParticipantId.Parse(i.ToString("00", System.Globalization.CultureInfo.InvariantCulture));

    private static FeatureValue Value(int person, double value, string? session = null) =>
        new(Person(person), session is null ? null : SessionId.Parse(session), Feature, Scale.Molecular, "CRP", value, "mg/l", null, new("f", "h"));

    [Fact]
    public void Controls_form_the_reference_and_a_control_is_left_out_of_its_own()
    {
        var values = Enumerable.Range(1, 20).Select(i => Value(i, i)).ToArray();
        var group = new ReferenceGroup(values, Enumerable.Range(1, 12).Select(Person));
        var patient = group.For(Feature, Person(20))!;
        Assert.Equal((ReferenceKind.StudyControls, 12, 6.5), (patient.Kind, patient.N, patient.Mean));
        var control = group.For(Feature, Person(1))!;
        Assert.Equal((11, 7.0), (control.N, control.Mean));
    }

    [Fact]
    public void Without_enough_controls_each_person_is_compared_with_all_others()
    {
        var values = Enumerable.Range(1, 12).Select(i => Value(i, i)).ToArray();
        var reference = new ReferenceGroup(values, [Person(1)]).For(Feature, Person(12))!;
        Assert.Equal((ReferenceKind.LeaveOneOut, 11, 6.0), (reference.Kind, reference.N, reference.Mean));
        NumericAssert.Close(Math.Sqrt(11.0), reference.StandardDeviation, 1e-14);
    }

    [Fact]
    public void Too_few_people_or_no_variance_give_no_reference()
    {
        Assert.Null(new ReferenceGroup([.. Enumerable.Range(1, 10).Select(i => Value(i, i))], []).For(Feature, Person(1)));
        Assert.Null(new ReferenceGroup([.. Enumerable.Range(1, 30).Select(i => Value(i, 5))], []).For(Feature, Person(1)));
    }

    [Fact]
    public void Only_the_first_session_of_a_person_counts()
    {
        var values = Enumerable.Range(1, 11).SelectMany(i => new[] { Value(i, 1000, "2"), Value(i, i, "1") }).ToArray();
        Assert.Equal(6.5, new ReferenceGroup(values, []).For(Feature, Person(1))!.Mean);
    }
}
