using System.Text.RegularExpressions;

namespace Etiogrid.Core.Tests;

public sealed partial class ErrorCodeTests
{
    [GeneratedRegex("\"(E[0-9]{3})\"")]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"^\| (E[0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedCode { get; }

    private static SortedSet<string> InSource(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code.Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value),
    ];

    [Fact]
    public void The_documented_codes_are_those_of_the_program()
    {
        var documented = new SortedSet<string>(MyRegex().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "error-codes.md"))).Select(m => m.Groups[1].Value));
        Assert.Equal(InSource(""), documented);
    }

    [Theory]
    [InlineData("Etiogrid.Genetics", '4')]
    [InlineData("Etiogrid.Knowledge", '5')]
    [InlineData("Etiogrid.Imaging", '3')]
    [InlineData("Etiogrid.Connectome", '6')]
    [InlineData("Etiogrid.Inference", '7')]
    [InlineData("Etiogrid.Files", '1')]
    public void A_library_uses_its_own_family_and_that_of_files(string project, char family) =>
        Assert.DoesNotContain(InSource(project), c => c[1] != family && c[1] != '1');
    [GeneratedRegex(@"^\| (E[0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex MyRegex();
}
