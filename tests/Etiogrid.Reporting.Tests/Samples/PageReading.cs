using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Reads a page as XML.</summary>
internal static partial class PageReading
{
    public static XElement Parse(string page) => XDocument.Parse(page).Root!;

    public static IEnumerable<XElement> Named(this XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    public static string? Attr(this XElement element, string name) => element.Attribute(name)?.Value;

    public static XElement Section(this XElement root, string id) => root.Named("section").Single(s => s.Attr("id") == id);

    public static string Words(this XElement element) => Spaces().Replace(element.Value.Replace('\u00A0', ' '), " ").Trim();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
