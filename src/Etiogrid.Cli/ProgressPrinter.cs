using System.Globalization;
using System.Text.Json;
using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Cli;

/// <summary>Progress on standard error: one changing line on a terminal, a line every tenth elsewhere, JSON lines if asked for.</summary>
internal sealed class ProgressPrinter(bool quiet, bool json)
{
    private readonly Lock _gate = new();
    private readonly bool _terminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
    private string _stage = "";
    private int _lastTenth = -1;

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
            int tenth = progress.Total > 0 ? 10 * progress.Done / progress.Total : 0;
            string count = progress.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $" {progress.Done}/{progress.Total}") : "";
            if (_terminal)
            {
                Console.Error.Write($"\r\u001b[K{progress.Stage}{count} {progress.Item}");
                if (progress.Total > 0 && progress.Done == progress.Total)
                {
                    Console.Error.WriteLine();
                }
            }
            else if (newStage || tenth != _lastTenth)
            {
                Console.Error.WriteLine($"{progress.Stage}{count}");
            }

            _lastTenth = tenth;
        }
    }
}
