using Etiogrid.Core.Identifiers;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Tests;

public sealed class PathPatternTests
{
    [Fact]
    public void Sessions_are_those_whose_file_exists_in_order()
    {
        using var folder = new TemporaryFolder();
        folder.Write("sub-01/ses-2/x_ses-2.tsv", "a");
        folder.Write("sub-01/ses-1/x_ses-1.tsv", "a");
        folder.Write("sub-01/ses-3/other.tsv", "a");
        folder.Write("sub-02/ses-1/x_ses-1.tsv", "a");
        var pattern = new PathPattern(folder["sub-{participant}/ses-{session}/x_ses-{session}.tsv"]);
        Assert.Equal(["1", "2"], pattern.SessionsOf(ParticipantId.Parse("01")).Select(s => s.Label));
        Assert.Empty(pattern.SessionsOf(ParticipantId.Parse("99")));
    }

    [Fact]
    public void A_pattern_without_sessions_has_none() =>
        Assert.Empty(new PathPattern("/nowhere/sub-{participant}.tsv").SessionsOf(ParticipantId.Parse("01")));
}
