using Etiogrid.Reporting.Tests.Samples;

namespace Etiogrid.Reporting.Tests;

public sealed class ApprovedPageTests
{
    /// <summary>The body only: style and policy change with every stylistic touch and are tested elsewhere.</summary>
    [Fact]
    public void A_small_page_is_as_approved()
    {
        var small = SamplePersons.Rich(3) with { Brain = SampleBrain.Build(12), AmbiguitySets = [] };
        string page = PersonPage.Render(small);
        int main = page.IndexOf("<main", StringComparison.Ordinal);
        Golden.Match("small-person", page[main..].Replace("><", ">\n<", StringComparison.Ordinal));
    }
}
