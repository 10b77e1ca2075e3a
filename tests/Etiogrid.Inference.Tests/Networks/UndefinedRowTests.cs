using Etiogrid.Inference.Networks;

namespace Etiogrid.Inference.Tests.Networks;

/// <summary>Rows of zeros, NaN or NA: allowed for combinations of causes that cannot occur, refused where an answer would rest on them.</summary>
public sealed class UndefinedRowTests
{
    private const string Text = """
        variable stage { type discrete [ 3 ] = { none, early, late }; }
        variable tumour { type discrete [ 2 ] { no, yes }; }
        variable sign { type discrete [ 2 ] { no, yes }; }
        probability ( tumour ) { table 0.9, 0.1; }
        probability ( stage | tumour ) { (no) 1, 0, 0; (yes) 0, 0.75, 0.25; }
        probability ( sign | tumour, stage ) {
          (no, none) 0.95, 0.05; (no, early) ROW; (no, late) NaN NaN;
          (yes, none) NA, NA; (yes, early) 0.6, 0.4; (yes, late) 0.2, 0.8;
        }
        """;

    [Theory]
    [InlineData("0, 0")]
    [InlineData("0.5, 0.5")]
    [InlineData("0.01, 0.99")]
    public void Rows_for_impossible_causes_do_not_change_an_answer(string row)
    {
        var result = BifReader.Parse(Text.Replace("ROW", row, StringComparison.Ordinal), "t.bif");
        Assert.Contains("undefined", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        var posterior = NetworkInference.Infer(result.Value, new Dictionary<int, int> { [2] = 1 }).Value;
        double tumour = 0.1 * ((0.75 * 0.4) + (0.25 * 0.8));
        NumericAssert.Close(Math.Log(tumour + (0.9 * 0.05)), posterior.LogEvidence, 1e-13);
        NumericAssert.Close(tumour / (tumour + (0.9 * 0.05)), posterior.Marginals[1].Probabilities[1], 1e-13);
    }

    [Theory]
    [InlineData("(yes) 0, 0.75, 0.25;", "(yes) 0.1, 0.65, 0.25;", 0.01)]
    [InlineData("(no) 1, 0, 0;", "(no) 0.5, 0, 0.5;", 0.45)]
    public void An_answer_that_would_rest_on_an_undefined_row_is_refused_with_its_share(string text, string changed, double share)
    {
        var network = BifReader.Parse(Text.Replace("ROW", "0, 0", StringComparison.Ordinal).Replace(text, changed, StringComparison.Ordinal), "t.bif").Value;
        var finding = Assert.Single(NetworkInference.Infer(network, new Dictionary<int, int>()).Diagnostics);
        Assert.Equal("E701", finding.Code);
        Assert.Equal("sign", finding.Place.Column);
        Assert.Contains(share.ToString("G3", System.Globalization.CultureInfo.InvariantCulture), finding.Found, StringComparison.Ordinal);

        // The sign is neither asked for nor observed: nothing rests on its rows.
        Assert.True(NetworkInference.Infer(network, new Dictionary<int, int>(), [0]).HasValue);
        Assert.True(NetworkInference.Infer(network, new Dictionary<int, int> { [0] = 1, [1] = 1 }).HasValue);
    }

    [Fact]
    public void A_row_chosen_by_the_evidence_itself_counts()
    {
        var network = BifReader.Parse(Text.Replace("ROW", "0, 0", StringComparison.Ordinal), "t.bif").Value;
        var done = NetworkIntervention.Do(network, new Dictionary<int, int> { [0] = 2, [1] = 0 });
        Assert.Equal("E701", Assert.Single(NetworkInference.Infer(done, new Dictionary<int, int> { [0] = 2, [1] = 0, [2] = 1 }).Diagnostics).Code);
    }

    [Fact]
    public void A_row_with_numbers_for_some_states_only_is_refused() =>
        Assert.Equal("E701", BifReader.Parse(Text.Replace("ROW", "NA, 1", StringComparison.Ordinal), "t.bif").Diagnostics[0].Code);

    [Theory]
    [InlineData("-1e-17, 1.0000000000000002", true)]
    [InlineData("-1e-3, 1", false)]
    [InlineData("0, 1.0001", false)]
    public void Rounding_of_binary_fractions_is_no_finding(string row, bool accepted) =>
        Assert.Equal(accepted, BifReader.Parse(Text.Replace("ROW", row, StringComparison.Ordinal), "t.bif").HasValue);
}
