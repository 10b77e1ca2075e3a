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

    [Fact]
    public void The_common_correlation_is_the_mean_over_pairs_shrunk_by_the_number_of_people()
    {
        var random = new Numerics.Random.Philox(9, 1);
        FeatureId[] features = [.. Enumerable.Range(0, 5).Select(f => new FeatureId(Modality.Laboratory, "lab", $"m{f}"))];
        List<FeatureValue> values = [];
        for (int i = 0; i < 400; i++)
        {
            double shared = random.NextNormal();
            foreach (var feature in features)
            {
                values.Add(new(ParticipantId.Parse($"p{i}"), null, feature, Scale.Molecular, "x", (0.6 * shared) + (0.8 * random.NextNormal()), "", null, new("f", "h")));
            }
        }

        Assert.InRange(new ReferenceGroup(values, []).CommonCorrelation(features), 0.30, 0.41);
        Assert.Equal(0, new ReferenceGroup(values.Take(20), []).CommonCorrelation(features));
    }

    /// <summary>Truth: features 0, 1 and 2, 3 form blocks at .8; nothing between. Feature 4 is measured in nobody.</summary>
    [Fact]
    public void Correlations_of_one_recording_tell_blocks_apart_and_unmeasured_features_stand_at_the_common_one()
    {
        var random = new Numerics.Random.Philox(10, 1);
        FeatureId[] features = [.. Enumerable.Range(0, 5).Select(f => new FeatureId(Modality.Connectome, "circuit", $"m{f}"))];
        List<FeatureValue> values = [];
        for (int i = 0; i < 60; i++)
        {
            double[] blocks = [random.NextNormal(), random.NextNormal()];
            for (int f = 0; f < 4; f++)
            {
                double value = (Math.Sqrt(0.8) * blocks[f / 2]) + (Math.Sqrt(0.2) * random.NextNormal());
                values.Add(new(ParticipantId.Parse($"p{i}"), null, features[f], Scale.Circuit, "x", value, "", null, new("f", "h")));
            }
        }

        var found = new ReferenceGroup(values, []).CorrelationOf(features)!;
        Assert.InRange(found[0, 1], 0.5, 0.8);
        Assert.InRange(found[2, 3], 0.5, 0.8);
        Assert.InRange(found[0, 2], -0.2, 0.25);
        Assert.Equal(found[4, 0], found[4, 3]);
        Assert.InRange(found[4, 0], 0.05, 0.4);
        Assert.Null(new ReferenceGroup(values.Take(36), []).CorrelationOf(features)); // nine people
        Assert.Null(new ReferenceGroup(values.Where(v => v.Feature == features[0]), []).CorrelationOf(features));
    }
}
