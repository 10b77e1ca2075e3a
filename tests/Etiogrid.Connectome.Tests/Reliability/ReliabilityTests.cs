using Etiogrid.Connectome.Circuits;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Reliability;
using Etiogrid.Connectome.Tests.Connectivity;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Tests.Reliability;

public sealed class ReliabilityTests
{
    /// <summary>The example of Shrout and Fleiss 1979, Table 2.</summary>
    [Fact]
    public void Intraclass_correlations_agree_with_the_textbook_example()
    {
        var expected = ReferenceData.Json("icc/expected.json").GetProperty("expected");
        var icc = IntraclassCorrelation.Compute(ReferenceData.Matrix("icc/shrout_fleiss.csv"));
        NumericAssert.AllClose(
            [.. new[] { "1,1", "2,1", "3,1", "1,k", "2,k", "3,k" }.Select(k => expected.GetProperty(k).GetDouble())],
            [icc.OneSingle, icc.TwoSingle, icc.ThreeSingle, icc.OneAverage, icc.TwoAverage, icc.ThreeAverage],
            1e-12);
    }

    [Fact]
    public void A_constant_shift_between_sessions_lowers_agreement_but_not_consistency()
    {
        var icc = IntraclassCorrelation.Compute(new Matrix(4, 2, [1, 3, 2, 4, 5, 7, 9, 11]));
        NumericAssert.Close(1, icc.ThreeSingle, 1e-12);
        Assert.True(icc.TwoSingle < 0.9);
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Compute(new Matrix(4, 2, [1, 3, 2, 4, 5, double.NaN, 9, 11])));
    }

    [Fact]
    public void Identification_counts_people_who_are_most_like_themselves()
    {
        var first = new Matrix(3, 4, [1, 2, 3, 4, 4, 3, 2, 1, 1, 3, 2, 4]);
        var second = new Matrix(3, 4, [1, 2, 3, 5, 4, 3, 2, 0, 4, 2, 3, 1]);
        var found = Fingerprint.Compute(first, second);
        // Person 3's second profile is the reverse of the first.
        NumericAssert.Close(2.0 / 3, found.IdentificationRateForward);
        NumericAssert.Close((found.Identifiability[0, 0] + found.Identifiability[1, 1] + found.Identifiability[2, 2]) / 3, found.Self, 1e-12);
        NumericAssert.Close(100 * (found.Self - found.Others), found.Difference, 1e-12);
    }

    [Fact]
    public void The_reference_people_are_all_identified()
    {
        var found = Fingerprint.Compute(ReferenceData.Matrix("fingerprint/session1.csv"), ReferenceData.Matrix("fingerprint/session2.csv"));
        Assert.Equal(1, found.IdentificationRateForward);
        Assert.InRange(found.Difference, 39.5, 39.6);
    }

    [Fact]
    public void Circuit_scores_agree_with_the_published_formula()
    {
        var z = CircuitScores.Standardize(ReferenceData.Matrix("tozzi2024/patients.csv"), ReferenceData.Matrix("tozzi2024/controls.csv"));
        NumericAssert.AllClose(ReferenceData.Matrix("tozzi2024/expected_z.csv").Values, z.Values, 1e-9);
    }

    [Fact]
    public void A_feature_without_spread_among_controls_has_no_score()
    {
        var z = CircuitScores.Standardize(new Matrix(1, 2, [3, 3]), new Matrix(3, 2, [1, 5, 2, 5, 3, 5]));
        NumericAssert.Close(1, z[0, 0]);
        Assert.True(double.IsNaN(z[0, 1]));
    }

    [Fact]
    public void Circuit_features_are_measured_between_mean_signals_and_summarised_with_their_sign()
    {
        var series = FunctionalConnectivityTests.Simulated(2, 60, 4);
        CircuitFeature[] features = [new("c", "ab", ["R1"], ["R4"]), new("c", "none", ["R9"], ["R1"]), new("d", "ba", ["R4"], ["R1"], -1)];
        double[] z = CircuitScores.Connectivity(series, features);
        NumericAssert.Close(Math.Atanh(Numerics.Statistics.Moments.Pearson(series.Values.Column(0), series.Values.Column(3))), z[0], 1e-12);
        Assert.True(double.IsNaN(z[1]));
        var (circuits, means) = CircuitScores.Summarise(new Matrix(1, 3, z), features);
        Assert.Equal(["c", "d"], circuits);
        NumericAssert.AllClose([z[0], -z[2]], means.Values, 1e-12);
    }

    [Fact]
    public void Agreement_counts_shared_modules_and_information_measures_their_distance()
    {
        int[] x = [1, 1, 2, 2];
        int[] y = [5, 5, 5, 7];
        Assert.Equal([0, 2, 1, 0, 2, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0], PartitionAgreement.Counts([x, y]).Values);
        var (same, mutual) = PartitionAgreement.Compare(x, [3, 3, 9, 9]);
        NumericAssert.Close(0, same, absolute: 1e-12);
        NumericAssert.Close(1, mutual, 1e-12);
        double hx = Math.Log(2);
        double hy = -(0.75 * Math.Log(0.75)) - (0.25 * Math.Log(0.25));
        double joint = 1.5 * Math.Log(2);
        NumericAssert.Close(((2 * joint) - hx - hy) / Math.Log(4), PartitionAgreement.Compare(x, y).VariationOfInformation, 1e-12);
    }

    [Fact]
    public void Consensus_of_equal_partitions_is_that_partition()
    {
        int[] labels = [1, 1, 1, 2, 2, 3, 3, 3];
        Assert.Equal(labels, PartitionAgreement.Consensus([labels, labels, labels], 0.3, 10, 1).Labels);
    }
}
