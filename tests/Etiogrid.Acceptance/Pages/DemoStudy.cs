namespace Etiogrid.Acceptance.Pages;

/// <summary>A small demo that the program ran once for the tests of a class.</summary>
public sealed class DemoStudy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DemoStudy() => Result = PeerTool.Run(Repository.CommandLine, ["demo", Folder, "--people", "20", "--quiet"]);

    /// <summary>What the program returned.</summary>
    public ProgramResult Result { get; }

    /// <summary>Where the pages are.</summary>
    public string Folder => Path.Combine(_folder.Path, "demo");

    public void Dispose() => _folder.Dispose();
}
