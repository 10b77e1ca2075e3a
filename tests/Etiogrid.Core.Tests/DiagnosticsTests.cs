using Etiogrid.Core.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Etiogrid.Core.Tests;

public sealed class DiagnosticsTests
{
    [Fact]
    public void A_finding_says_where_what_expected_and_how_to_mend()
    {
        var finding = Diagnostic.Error("E110", "The cell is not a number.", new("a.tsv", 7, "age"), "4o", "a number", "Write 40");
        Assert.Equal("E110 a.tsv:7:age: The cell is not a number. Found \"4o\". Expected a number. Write 40.", finding.ToString());
        Assert.Equal("W1: Something is odd.", Diagnostic.Warning("W1", "Something is odd", Place.Nowhere).ToString());
        Assert.Equal("N1 f: A note.", Diagnostic.Note("N1", "A note", new("f")).ToString());
    }

    [Fact]
    public void Only_the_start_of_a_long_or_broken_cell_is_shown()
    {
        string text = Diagnostic.Error("E1", "Bad", Place.Nowhere, new string('x', 500) + "\n").ToString();
        Assert.InRange(text.Length, 60, 100);
        Assert.DoesNotContain('\n', Diagnostic.Error("E1", "Bad", Place.Nowhere, "a\nb\tc\r").ToString());
    }

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData("f", null, null, "f")]
    [InlineData("f", 3L, null, "f:3")]
    [InlineData("f", 3L, "c", "f:3:c")]
    [InlineData("f", null, "c", "f:c")]
    public void Places_leave_out_what_is_absent(string? file, long? row, string? column, string expected) =>
        Assert.Equal(expected, new Place(file, row, column).ToString());

    [Fact]
    public void A_bag_keeps_findings_up_to_its_limit_a_severity_and_counts_the_rest()
    {
        var bag = new DiagnosticBag(limit: 2);
        for (int i = 0; i < 5; i++)
        {
            bag.Add(Diagnostic.Error("E1", "Bad", Place.Nowhere));
        }

        bag.AddRange([Diagnostic.Warning("W1", "Odd", Place.Nowhere)]);
        Assert.Equal(["E1", "E1", "W1"], bag.Items.Select(d => d.Code));
        Assert.Equal((5, 3), (bag.ErrorCount, bag.Dropped));
        var failed = bag.Finish(() => 1);
        Assert.False(failed.HasValue);
        Assert.Equal(3, failed.DroppedDiagnostics);
        Assert.Equal(3, failed.Diagnostics.Count);
    }

    [Fact]
    public void Warnings_alone_let_the_value_through()
    {
        var bag = new DiagnosticBag();
        bag.Add(Diagnostic.Warning("W1", "Odd", Place.Nowhere));
        Assert.False(bag.HasErrors);
        var parsed = bag.Finish(() => "value");
        Assert.Equal("value", parsed.Value);
        Assert.Equal("W1", Assert.Single(parsed.Diagnostics).Code);
    }

    [Fact]
    public void A_value_with_errors_is_never_computed()
    {
        var bag = new DiagnosticBag();
        bag.Add(Diagnostic.Error("E1", "Bad", Place.Nowhere));
        Assert.False(bag.Finish<int>(() => throw new InvalidOperationException("computed")).HasValue);
    }

    [Fact]
    public void A_failure_without_a_reason_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Parsed.Failed<int>());
        Assert.Throws<ArgumentException>(() => new DiagnosticBag().Fail<int>());
    }

    [Fact]
    public void The_value_of_a_failure_throws_with_the_first_finding()
    {
        var failed = Parsed.Failed<int>(Diagnostic.Error("E7", "No such file", new("x")));
        Assert.Contains("E7 x", Assert.Throws<InvalidOperationException>(() => failed.Value).Message, StringComparison.Ordinal);
        Assert.False(failed.TryGetValue(out _));
    }

    [Fact]
    public void Readings_in_a_row_join_their_findings_and_stop_at_the_first_failure()
    {
        var warning = Diagnostic.Warning("W1", "Odd", Place.Nowhere);
        var first = Parsed.Of(2, [warning]);
        var both = first.Then(n => Parsed.Of(n * 3, [warning]));
        Assert.Equal((6, 2), (both.Value, both.Diagnostics.Count));
        var failed = Parsed.Failed<int>(Diagnostic.Error("E1", "Bad", Place.Nowhere));
        Assert.False(failed.Then<int>(_ => throw new InvalidOperationException()).HasValue);
        Assert.Equal(["W1", "E1"], first.Then(_ => failed).Diagnostics.Select(d => d.Code));
        Assert.Equal("2", first.Select(n => $"{n}").Value);
        Assert.Equal("E1", failed.Select(n => n).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("serotonn", "serotonin")]
    [InlineData("SEROTONIN", "serotonin")]
    [InlineData("dopamin", "dopamine")]
    [InlineData("gaba", "gaba")]
    [InlineData("qqqqqq", null)]
    [InlineData("", "gaba")]
    public void The_nearest_name_is_offered_when_it_is_near(string name, string? expected) =>
        Assert.Equal(name.Length == 0 ? null : expected, NearestName.Among(name, ["dopamine", "serotonin", "gaba"]));

    [Fact]
    public void An_exact_name_is_its_own_nearest() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements("alpha", "beta", "gamma", "delta").ToArbitrary(), name =>
        NearestName.Among(name, ["alpha", "beta", "gamma", "delta"]) == name));
}
