using System.Runtime.CompilerServices;
using Xunit;

namespace Etiogrid.Testing;

/// <summary>Compares text with an approved file beside the test; on a difference writes <c>.received</c> next to it and fails.</summary>
public static class Golden
{
    /// <summary>Matches <paramref name="text"/> against <c>Golden/&lt;name&gt;.approved.txt</c> beside the calling source file.</summary>
    public static void Match(string name, string text, [CallerFilePath] string caller = "")
    {
        string folder = Path.Combine(Repository.Root, "tests", Path.GetFileName(Path.GetDirectoryName(SourcePath(caller))!), "Golden");
        string approved = Path.Combine(folder, name + ".approved.txt");
        string expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected == text)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".received.txt"), text);
        Assert.Fail($"'{name}' differs from its approved text at character {FirstDifference(expected, text)}. Compare {name}.received.txt; approve it only together with a changelog line that names the effect.");
    }

    private static int FirstDifference(string a, string b)
    {
        int i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        return i;
    }

    /// <summary>Deterministic builds map source roots; only the part below tests/ matters.</summary>
    private static string SourcePath(string caller) => caller.Replace('\\', '/');
}
