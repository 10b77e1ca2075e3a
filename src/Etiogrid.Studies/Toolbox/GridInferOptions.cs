using Etiogrid.Inference;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid infer</c>.</summary>
/// <param name="ModelFile">JSON model.</param>
/// <param name="Threads">0 = all cores.</param>
/// <param name="Seed">Seed of the sampling engine.</param>
/// <param name="Engine">A certain engine; null chooses by cost.</param>
public sealed record GridInferOptions(string ModelFile, int Threads, ulong Seed, GridEngine? Engine)
{
    /// <summary>Megabytes that tables may take; null = 2000.</summary>
    public double? MemoryMegabytes { get; init; }

    /// <summary>Receives one line before the computation starts: engine, size, memory, time.</summary>
    public Action<string>? Announce { get; init; }

    /// <summary>Stops the computation.</summary>
    public CancellationToken Cancellation { get; init; }
}
