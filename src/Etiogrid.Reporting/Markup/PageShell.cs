using System.Security.Cryptography;
using System.Text;
using Etiogrid.Reporting.Palettes;

namespace Etiogrid.Reporting.Markup;

/// <summary>The document around a page: one file, no network, and a policy that holds it to that.</summary>
internal static class PageShell
{
    private static readonly string Style = PaletteStylesheet.Text + Resource("page.css");

    /// <summary>A whole document.</summary>
    /// <param name="title">Title of the window.</param>
    /// <param name="script">Script of this project, or null; everything must work without it.</param>
    /// <param name="body">Writes the content of the main element.</param>
    public static string Write(string title, string? script, Action<HtmlWriter> body)
    {
        var html = new HtmlWriter();
        using (html.Open("html", ("lang", "en")))
        {
            WriteHead(html, title, script);
            using (html.Open("body"))
            {
                html.Element("a", "Skip to the content", ("class", "skip"), ("href", "#content"));
                using (html.Open("main", ("id", "content")))
                {
                    body(html);
                }

                if (script is not null)
                {
                    html.Embed("script", script);
                }
            }
        }

        return "<!DOCTYPE html>\n" + html.ToMarkup() + "\n";
    }

    /// <summary>An embedded text of this assembly.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(PageShell).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static void WriteHead(HtmlWriter html, string title, string? script)
    {
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(script)));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("title", title);
            html.Embed("style", Style);
        }
    }

    private static string Policy(string? script)
    {
        string policy = $"default-src 'none'; style-src '{Hash(Style)}'";
        return (script is null ? policy : $"{policy}; script-src '{Hash(script)}'") + "; base-uri 'none'; form-action 'none'";
    }

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
