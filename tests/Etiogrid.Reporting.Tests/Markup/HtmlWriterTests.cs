using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Tests.Samples;

namespace Etiogrid.Reporting.Tests.Markup;

public sealed class HtmlWriterTests
{
    public static TheoryData<string> Texts => [.. Payloads.All.Where(p => !p.Contains('\uD800'))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_and_attributes_come_back_as_they_went_in(string payload)
    {
        var html = new HtmlWriter();
        html.Element("p", payload, ("title", payload));
        var element = PageReading.Parse(html.ToMarkup());
        Assert.Empty(element.Elements());
        Assert.Equal(payload, element.Value);
        Assert.Equal(payload, element.Attr("title"));
        Assert.Single(element.Attributes());
    }

    [Fact]
    public void Characters_that_hide_or_turn_text_become_visible_marks()
    {
        var html = new HtmlWriter();
        html.Element("p", "a\u202Eb\0c\uD800d\u2067e\uFEFF");
        Assert.Equal("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD</p>", html.ToMarkup());
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_survive()
    {
        var html = new HtmlWriter();
        html.Element("p", "𝛼 ü 脳");
        Assert.Equal("<p>𝛼 ü 脳</p>", html.ToMarkup());
    }

    [Theory]
    [InlineData("onclick", "x()")]
    [InlineData("OnLoad", "x()")]
    [InlineData("style", "color:red")]
    [InlineData("src", "x.png")]
    [InlineData("href", "javascript:alert(1)")]
    [InlineData("href", "https://example.org")]
    [InlineData("href", "//example.org")]
    [InlineData("href", "/etc/passwd")]
    [InlineData("href", "../../other.html")]
    [InlineData("a\"b", "x")]
    public void Attributes_that_could_act_or_leave_are_refused(string name, string value)
    {
        var html = new HtmlWriter();
        Assert.Throws<ArgumentException>(() => html.Element("a", "text", (name, value)));
    }

    [Theory]
    [InlineData("#section-2")]
    [InlineData("sub-01.html")]
    [InlineData("sub-01/sub-01_ses-1.html")]
    public void Links_within_the_report_are_written(string link)
    {
        var html = new HtmlWriter();
        html.Element("a", "text", ("href", link));
        Assert.Contains(link, html.ToMarkup(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_element_is_an_error()
    {
        var html = new HtmlWriter();
        html.Open("div");
        Assert.Contains("div", Assert.Throws<InvalidOperationException>(html.ToMarkup).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_out_of_order_is_an_error()
    {
        var html = new HtmlWriter();
        var outer = html.Open("div");
        html.Open("p");
        Assert.Throws<InvalidOperationException>(outer.Dispose);
    }

    [Fact]
    public void An_id_is_used_once()
    {
        var html = new HtmlWriter();
        html.Element("p", "a", ("id", "x"));
        Assert.Throws<ArgumentException>(() => html.Element("p", "b", ("id", "x")));
    }

    [Fact]
    public void Only_void_elements_stand_alone() =>
        Assert.Throws<ArgumentException>(() => new HtmlWriter().Void("div"));

    [Fact]
    public void Embedded_code_cannot_end_its_element() =>
        Assert.Throws<ArgumentException>(() => new HtmlWriter().Embed("style", "</style>"));
}
