using Etiogrid.Core.Identifiers;
using FsCheck;
using FsCheck.Fluent;

namespace Etiogrid.Core.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("01")]
    [InlineData("sub-01")]
    public void A_participant_is_read_with_and_without_prefix(string text)
    {
        Assert.Equal("01", ParticipantId.Parse(text).Label);
        Assert.Equal("sub-01", ParticipantId.Parse(text).ToString());
        Assert.Equal(ParticipantId.Parse("01"), ParticipantId.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sub-")]
    [InlineData("a b")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("sub-sub-01")]
    [InlineData("é")]
    [InlineData("٣")]
    [InlineData("a\n")]
    public void What_could_leave_its_folder_is_no_label(string? text)
    {
        Assert.False(ParticipantId.TryParse(text, out var id));
        Assert.Throws<InvalidOperationException>(() => id.Label);
        Assert.False(SessionId.TryParse(text?.Replace("sub-", "ses-", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void Labels_have_at_most_64_characters()
    {
        Assert.True(ParticipantId.TryParse(new string('a', 64), out _));
        Assert.False(ParticipantId.TryParse(new string('a', 65), out _));
    }

    [Theory]
    [InlineData("ses-1", "1")]
    [InlineData("baseline", "baseline")]
    public void Sessions_are_read_likewise(string text, string label) => Assert.Equal(label, SessionId.Parse(text).Label);

    [Theory]
    [InlineData("1abc")]
    [InlineData("_a")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a.b")]
    public void Keys_start_with_a_letter_and_hold_no_spaces(string key)
    {
        Assert.Throws<ArgumentException>(() => new PathwayId(key));
        Assert.Throws<ArgumentException>(() => new SymptomId(key));
        Assert.Throws<ArgumentException>(() => new ExposureId(key));
        Assert.Throws<ArgumentException>(() => new InterventionId(key));
        Assert.Throws<ArgumentException>(() => new SourceKey(key));
    }

    [Fact]
    public void Keys_compare_and_print_as_their_text()
    {
        Assert.Equal("glutamate_nmda", new PathwayId("glutamate_nmda").ToString());
        Assert.True(new PathwayId("A") < new PathwayId("a"));
        Assert.True(new SymptomId("b") >= new SymptomId("b"));
        Assert.Throws<InvalidOperationException>(() => default(PathwayId).Key);
    }

    [Fact]
    public void Whatever_is_accepted_is_ascii_letters_and_digits() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        !ParticipantId.TryParse(text, out var id) || (id.Label.Length is > 0 and <= 64 && id.Label.All(char.IsAsciiLetterOrDigit))));

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_participant() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements([.. "abcXYZ019"]).NonEmptyListOf().ToArbitrary(), letters =>
        {
            string label = string.Concat(letters.Take(64));
            return ParticipantId.Parse(ParticipantId.Parse(label).ToString()) == ParticipantId.Parse(label);
        }));
}
