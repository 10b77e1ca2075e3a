namespace Etiogrid.Testing;

/// <summary>Paths of the checkout, found from where the test assembly runs.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Etiogrid.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The command-line program as built.</summary>
    public static string CommandLine
    {
        get
        {
            string bin = Path.Combine(Root, "artifacts", "bin", "Etiogrid.Cli");
            string release = Path.Combine(bin, "release", "etiogrid");
            string debug = Path.Combine(bin, "debug", "etiogrid");
            bool preferRelease = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}release", StringComparison.Ordinal);
            return preferRelease || !File.Exists(debug) ? release : debug;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Etiogrid.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Etiogrid.slnx was not found above the test assembly.");
    }
}
