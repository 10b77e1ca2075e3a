using System.Xml.Linq;
using Etiogrid.Reporting.Tests.Samples;

namespace Etiogrid.Reporting.Tests;

public sealed class PersonPageTests
{
    public static TheoryData<string> Names => [.. SamplePages.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_well_formed(string name)
    {
        SamplePages.WriteAll();
        var root = XDocument.Parse(SamplePages.All[name]).Root!;
        Assert.Equal("html", root.Name.LocalName);
    }
}
