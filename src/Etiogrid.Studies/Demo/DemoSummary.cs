namespace Etiogrid.Studies.Demo;

/// <summary>What the demo found.</summary>
/// <param name="Text">Words for the screen.</param>
/// <param name="ExitCode">Exit code of the participant level.</param>
public sealed record DemoSummary(string Text, int ExitCode);
