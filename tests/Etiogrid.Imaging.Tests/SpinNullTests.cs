using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Tests;

public sealed class SpinNullTests
{
    private const string Folder = "reference/spin/aparc/";

    [Theory]
    [InlineData(SpinAssignment.Original, "assign_original.csv")]
    [InlineData(SpinAssignment.Vasa, "assign_vasa.csv")]
    [InlineData(SpinAssignment.Hungarian, "assign_hungarian.csv")]
    public void Assignments_match_the_reference(SpinAssignment rule, string file)
    {
        var expected = Reference.Matrix(Folder + file);
        var coordinates = Coordinates();
        var geometry = RegionGeometry.FromCoordinates(coordinates.Values, "c", coordinates.Hemispheres).Value;
        var spin = SpinNull.Create(geometry, Reference.Matrix(Folder + "rotations_20x9_rowmajor.csv"), rule);
        for (int d = 0; d < expected.Rows; d++)
        {
            Assert.Equal(expected.Row(d).ToArray().Select(v => (int)v), spin.Assignments[d]);
        }
    }

    [Fact]
    public void Random_rotations_are_rotations_and_uniform()
    {
        var q = SpinRotations.Draw(4000, 3);
        double[] traces = new double[q.Rows];
        for (int d = 0; d < q.Rows; d++)
        {
            double[] r = q.Row(d).ToArray();
            double determinant = (r[0] * ((r[4] * r[8]) - (r[5] * r[7]))) - (r[1] * ((r[3] * r[8]) - (r[5] * r[6]))) + (r[2] * ((r[3] * r[7]) - (r[4] * r[6])));
            NumericAssert.Close(1, determinant, 1e-12);
            traces[d] = r[0] + r[4] + r[8];
        }

        // Under the uniform law on SO(3) the trace has mean 0 and variance 1.
        NumericAssert.Close(0, traces.Average(), 0, 4 / Math.Sqrt(traces.Length));
        NumericAssert.Close(1, traces.Sum(t => t * t) / traces.Length, 0, 0.1);
    }

    [Fact]
    public void A_region_without_a_side_is_refused()
    {
        var c = new Matrix(3, 3, [-1, 0, 0, 1, 0, 0, 0, 5, 0]);
        var geometry = RegionGeometry.FromCoordinates(c, "c").Value;
        Assert.Throws<ArgumentException>(() => SpinNull.Create(geometry, SpinRotations.Draw(1, 1), SpinAssignment.Original));
    }

    [Fact]
    public void Spin_p_of_two_disorders_matches_the_reference_draws()
    {
        // The reference permutations are given as assignments (regions x draws); p = (1 + #) / (1 + 200), the map spun.
        var permutations = Reference.Matrix(Folder + "enigma_perm_id_200_seed1.csv");
        var expected = Reference.Matrix(Folder + "two_sided_plus1_p_spearman_disorders6_8_receptors0_2.csv");
        var maps = Reference.Matrix("reference/coloc/enigma13_x_receptors19_dk68/atrophy.csv");
        var atlas = Reference.Matrix("reference/coloc/enigma13_x_receptors19_dk68/receptors.csv");
        var options = new ColocalizationOptions { Surrogates = SurrogateSide.Map, Permutations = 200 };
        var plan = ColocalizationPlan.Create(Reference.Atlas(atlas).Select(["atlas1", "atlas2", "atlas3"]), options, new FixedAssignments(permutations));
        var chosen = new Matrix(68, 2);
        for (int i = 0; i < 68; i++)
        {
            (chosen[i, 0], chosen[i, 1]) = (maps[i, 6], maps[i, 8]);
        }

        NumericAssert.AllClose(expected.Values, [.. plan.Run(chosen, ["a", "b"]).Select(r => r.Null!.P)], 1e-14);
    }

    private static RegionCoordinates Coordinates() =>
        RegionCoordinates.Read([SharedData.Require(Folder + "centroids_lh.csv"), SharedData.Require(Folder + "centroids_rh.csv")]).Value;

    /// <summary>Assignments that were drawn elsewhere.</summary>
    private sealed class FixedAssignments(Matrix regionsByDraws) : ISpatialNull
    {
        public string Name => "spin";

        public int RegionCount => regionsByDraws.Rows;

        public int AvailableDraws => regionsByDraws.Columns;

        public ISpatialNull Restrict(IReadOnlyList<int> regions) => throw new NotSupportedException();

        public FittedNull Fit(ReadOnlySpan<double> map) => new SpinSurrogates(
            [.. Enumerable.Range(0, regionsByDraws.Columns).Select(d => regionsByDraws.Column(d).Select(v => (int)v).ToArray())], map);
    }
}
