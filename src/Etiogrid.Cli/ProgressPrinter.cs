using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Cli;

/// <summary>Progress on standard error: one changing line on a terminal, a line every tenth elsewhere, JSON lines if asked for.</summary>
internal sealed class ProgressPrinter(bool quiet, bool json)
{
    private const double ShortestPace = 2;
    private readonly Lock _gate = new();
    private readonly bool _terminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private string _stage = "";
    private int _lastTenth = -1;
    private long _stageStart;

    public void Report(RunProgress progress)
    {
        if (quiet)
        {
            return;
        }

        lock (_gate)
        {
            if (json)
            {
                Console.Error.WriteLine(JsonSerializer.Serialize(new { stage = progress.Stage, done = progress.Done, total = progress.Total, item = progress.Item }));
                return;
            }

            bool newStage = progress.Stage != _stage;
            _lastTenth = newStage ? -1 : _lastTenth;
            _stage = progress.Stage;
            _stageStart = newStage ? Stopwatch.GetTimestamp() : _stageStart;
            int tenth = progress.Total > 0 ? 10 * progress.Done / progress.Total : 0;
            string count = progress.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $" {progress.Done}/{progress.Total}") : "";
            string left = TimeLeft(progress);
            if (_terminal)
            {
                Console.Error.Write($"\r\u001b[K{progress.Stage}{count}{left} {progress.Item}");
                if (progress.Total > 0 && progress.Done == progress.Total)
                {
                    Console.Error.WriteLine();
                }
            }
            else if (newStage || tenth != _lastTenth)
            {
                Console.Error.WriteLine($"{progress.Stage}{count}{left}{(progress.Total == 0 && progress.Item.Length > 0 ? ": " + progress.Item : "")}");
            }

            _lastTenth = tenth;
        }
    }

    /// <summary>From the pace of the stage so far; nothing before it has a pace or when it would be over at once.</summary>
    private string TimeLeft(RunProgress progress)
    {
        double elapsed = Stopwatch.GetElapsedTime(_stageStart).TotalSeconds;
        if (progress.Done == 0 || progress.Done >= progress.Total || elapsed < ShortestPace)
        {
            return "";
        }

        double left = elapsed * (progress.Total - progress.Done) / progress.Done;
        return left < 90
            ? string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(left):0} s left")
            : string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(left / 60):0} min left");
    }
}
