namespace Etiogrid.Studies.Demo;

/// <summary>What the demo is asked to do.</summary>
public sealed record DemoRequest
{
    /// <summary>Folder of pages and summary; the simulated study goes to its <c>study</c> subfolder.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>People to simulate, controls included.</summary>
    public int People { get; init; } = 60;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Worker threads, 0 = all cores.</summary>
    public int Threads { get; init; }

    /// <summary>Stops the demo.</summary>
    public CancellationToken Cancellation { get; init; }
}
