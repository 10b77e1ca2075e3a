using Etiogrid.Inference.Networks;

namespace Etiogrid.Inference.Tests.Networks;

/// <summary>How networks are written in the wild: comments, quotes, properties, odd states, no or much whitespace.</summary>
public sealed class BifDialectTests
{
    [Fact]
    public void Comments_properties_quotes_odd_states_and_whitespace_are_read()
    {
        const string text = """
            /* a comment
               over lines */
            network "odd net" { property "author = {someone}"; property version 1; }
            variable   "Dose (mg)"{type discrete[3]{<5,5_to_10,>=10.5};property "position = (3, 4)";}
            variable N/A-rate { // trailing comment
              type discrete [ 2 ] { 0_x_1-9, -1.5e3 };
            }
            variable c { type discrete [2] { a/b, "x, y" }; }
            probability("Dose (mg)"){table 0.2 , 0.3
              , 0.5 ;}
            probability ( N/A-rate|"Dose (mg)" ) {
              (<5) 1.0e+00, 0; (5_to_10) .25 .75;
              property "comment; with semicolon";
              (>=10.5) 0.5,0.5;
            }
            probability ( c | N/A-rate, "Dose (mg)" ) { default 0.4, 0.6; (-1.5e3, <5) 0.9, 0.1; }
            """;
        var network = BifReader.Parse(text, "odd.bif").Value;
        Assert.Equal(["Dose (mg)", "N/A-rate", "c"], network.Variables.Select(v => v.Name));
        Assert.Equal(["<5", "5_to_10", ">=10.5"], network.Variables[0].States);
        Assert.Equal("x, y", network.Variables[2].States[1]);
        Assert.Equal(0.9, network.Variables[2].Table[2 * 3]);
        var posterior = NetworkInference.Infer(network, new Dictionary<int, int> { [1] = 1 }).Value;
        NumericAssert.Close(Math.Log((0.3 * 0.75) + (0.5 * 0.5)), posterior.LogEvidence, 1e-13);
    }

    [Fact]
    public void A_table_with_parents_lists_the_child_slowest()
    {
        const string text = """
            variable a { type discrete [ 2 ] { t, f }; }
            variable b { type discrete [ 2 ] { t, f }; }
            probability ( a ) { table 0.3, 0.7; }
            probability ( b | a ) { table 0.9, 0.2, 0.1, 0.8; }
            """;
        Assert.Equal([0.9, 0.1, 0.2, 0.8], BifReader.Parse(text, "t.bif").Value.Variables[1].Table);
    }

    [Fact]
    public void A_distribution_too_large_to_hold_is_a_finding_not_a_crash()
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < 41; i++)
        {
            text.Append($"variable v{i} {{ type discrete [ 2 ] {{ a, b }}; }}\n").Append(i < 40 ? $"probability ( v{i} ) {{ table 0.5, 0.5; }}\n" : "");
        }

        text.Append($"probability ( v40 | {string.Join(", ", Enumerable.Range(0, 40).Select(i => $"v{i}"))} ) {{ default 0.5, 0.5; }}\n");
        Assert.Equal("E706", Assert.Single(BifReader.Parse(text.ToString(), "wide.bif").Diagnostics).Code);
    }
}
