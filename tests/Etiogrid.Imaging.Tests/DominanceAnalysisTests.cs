using System.Text.Json;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Tests;

public sealed class DominanceAnalysisTests
{
    [Theory]
    [InlineData("disorder6_adj1", 6, true)]
    [InlineData("disorder8_adj1", 8, true)]
    [InlineData("disorder6_adj0", 6, false)]
    [InlineData("disorder8_adj0", 8, false)]
    public void Eight_predictors_match_the_reference(string key, int disorder, bool adjusted)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("reference/dominance/expected.json")));
        var expected = json.RootElement.GetProperty(key);
        var found = DominanceAnalysis.TryCompute(Reference.Matrix("reference/dominance/X.csv"), Reference.Matrix("reference/dominance/Y.csv").Column(disorder), adjusted)!;
        NumericAssert.AllClose(Numbers(expected.GetProperty("total_dominance")), found.Total, 0, 1e-10);
        NumericAssert.AllClose(Numbers(expected.GetProperty("individual_dominance")[0]), found.BySize.Row(0), 0, 1e-10);
        for (int k = 0; k < 7; k++)
        {
            NumericAssert.AllClose(Numbers(expected.GetProperty("partial_dominance")[k]), found.BySize.Row(k + 1), 0, 1e-10);
        }

        NumericAssert.Close(expected.GetProperty("full_r_sq").GetDouble(), adjusted ? found.FullAdjustedR2 : found.FullR2, 1e-10);
    }

    [Fact]
    public void Nineteen_receptors_match_the_published_table()
    {
        var published = Reference.Matrix("reference/dominance/published_hansen2022_dominance_enigma_13x19.csv");
        var x = Reference.Matrix("data/hansen_receptors/receptor_data_scale033.csv");
        var y = Reference.Matrix("data/hansen_receptors/enigma_atrophy.csv");
        foreach (int disorder in new[] { 0, 8 })
        {
            var found = DominanceAnalysis.TryCompute(x, y.Column(disorder), adjusted: true)!;
            NumericAssert.AllClose(published.Row(disorder), found.Total, 0, 1e-10, $"disorder {disorder}");
        }
    }

    [Fact]
    public void Total_dominance_adds_up_to_the_full_model()
    {
        var data = SimulatedMaps.Noise(40, 6, 17);
        var found = DominanceAnalysis.TryCompute(Columns(data, 5), data.Column(5), adjusted: false)!;
        NumericAssert.Close(found.FullR2, found.Total.Sum(), 1e-12);
        NumericAssert.Close(MultipleRegression.TryFit(Columns(data, 5), data.Column(5))!.R2, found.FullR2, 1e-12);
    }

    [Fact]
    public void A_repeated_predictor_shares_and_adds_nothing()
    {
        var data = SimulatedMaps.Noise(30, 3, 18);
        var twice = new Matrix(30, 3);
        for (int i = 0; i < 30; i++)
        {
            (twice[i, 0], twice[i, 1], twice[i, 2]) = (data[i, 0], data[i, 1], 2 * data[i, 0]);
        }

        var found = DominanceAnalysis.TryCompute(twice, data.Column(2), adjusted: false)!;
        NumericAssert.Close(found.Total[0], found.Total[2], 1e-9);
        NumericAssert.Close(DominanceAnalysis.TryCompute(Columns(data, 2), data.Column(2), false)!.FullR2, found.FullR2, 1e-9);
        Assert.Null(MultipleRegression.TryFit(twice, data.Column(2)));
    }

    private static Matrix Columns(Matrix m, int count)
    {
        var result = new Matrix(m.Rows, count);
        for (int i = 0; i < m.Rows; i++)
        {
            m.Row(i)[..count].CopyTo(result.Row(i));
        }

        return result;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];
}
