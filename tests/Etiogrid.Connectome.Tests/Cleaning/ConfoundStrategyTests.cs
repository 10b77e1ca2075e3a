using Etiogrid.Connectome.Cleaning;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Tests.Cleaning;

public sealed class ConfoundStrategyTests
{
    private static readonly string[] Columns = ["global_signal", "csf", "white_matter", "trans_x", "trans_y", "trans_z", "rot_x", "rot_y", "rot_z", "cosine00", "cosine01", "a_comp_cor_00", "rot_z_power2"];

    [Theory]
    [InlineData("6P", 6)]
    [InlineData("9P", 9)]
    [InlineData("24P", 24)]
    [InlineData("36P", 36)]
    [InlineData("motion6+cosine", 8)]
    [InlineData("motion6+acompcor:1+gsr", 8)]
    public void A_strategy_has_its_number_of_columns(string strategy, int count)
    {
        var chosen = ConfoundStrategy.Select("c.tsv", Table(), strategy).Value;
        Assert.Equal(count, chosen.Values.Columns);
        Assert.Equal(count, chosen.ColumnNames.Distinct().Count());
    }

    [Fact]
    public void Derivatives_and_squares_are_computed_unless_the_file_has_them()
    {
        var chosen = ConfoundStrategy.Select("c.tsv", Table(), "24P").Value;
        double[] Of(string name) => chosen.Values.Column(chosen.ColumnNames.ToList().IndexOf(name));
        Assert.Equal([3, 16, 29], Of("trans_x"));
        Assert.Equal([0, 13, 13], Of("trans_x_derivative1"));
        Assert.Equal([9, 256, 841], Of("trans_x_power2"));
        Assert.Equal([0, 169, 169], Of("trans_x_derivative1_power2"));
        Assert.Equal([12, 25, 38], Of("rot_z_power2"));
    }

    [Fact]
    public void What_the_file_lacks_and_what_does_not_exist_are_named()
    {
        var missing = ConfoundStrategy.Select("c.tsv", Table(), "acompcor");
        Assert.All(missing.Diagnostics, d => Assert.Equal("E666", d.Code));
        Assert.Equal(["a_comp_cor_01", "a_comp_cor_02", "a_comp_cor_03", "a_comp_cor_04"], missing.Diagnostics.Select(d => d.Expected));
        Assert.Equal("E665", Assert.Single(ConfoundStrategy.Select("c.tsv", Table(), "motion7").Diagnostics).Code);
        Assert.Equal("E666", Assert.Single(ConfoundStrategy.Select("c.tsv", Table(), "aroma").Diagnostics).Code);
    }

    private static NamedMatrix Table() => new(["1", "2", "3"], Columns, new Matrix(3, 13, [.. Enumerable.Range(0, 39).Select(k => (double)k)]));
}
