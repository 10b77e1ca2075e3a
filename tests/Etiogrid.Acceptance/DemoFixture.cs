using Etiogrid.Acceptance;

[assembly: AssemblyFixture(typeof(DemoFixture))]

namespace Etiogrid.Acceptance;

/// <summary>One demo for all tests: 60 people as in the README, kept read-only.</summary>
public sealed class DemoFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<ProgramResult> _run;

    public DemoFixture() => _run = new(() => CommandLine.Run("demo", Output, "--quiet"));

    /// <summary>Where its pages stand.</summary>
    public string Output => _folder["demo"];

    /// <summary>The simulated study.</summary>
    public string Study => _folder["demo/study"];

    /// <summary>What the program said.</summary>
    public ProgramResult Run => _run.Value;

    public void Dispose() => _folder.Dispose();
}
