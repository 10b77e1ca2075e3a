using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Pipeline;

/// <summary>How a run over people ended. Exit code, closing line and <c>logs/run.json</c> are all made here, from one table.</summary>
/// <param name="Done">People with results.</param>
/// <param name="Failed">People without, because their data have errors.</param>
/// <param name="Findings">What was found about people.</param>
public sealed record RunOutcome(IReadOnlyList<ParticipantId> Done, IReadOnlyList<ParticipantId> Failed, IReadOnlyList<Diagnostic> Findings)
{
    private const int NamedFailures = 10;

    /// <summary>0 when nobody failed, 3 when nobody was computed, 4 in between.</summary>
    public int ExitCode => Failed.Count == 0 ? 0 : Done.Count == 0 ? 3 : 4;

    /// <summary>The closing line.</summary>
    public string ClosingLine
    {
        get
        {
            string count = string.Create(CultureInfo.InvariantCulture, $"ok {Done.Count}/{Done.Count + Failed.Count}");
            if (Failed.Count == 0)
            {
                return count;
            }

            string names = string.Join(' ', Failed.Take(NamedFailures)) + (Failed.Count > NamedFailures ? string.Create(CultureInfo.InvariantCulture, $" and {Failed.Count - NamedFailures} more") : "");
            return $"{count}, failed {names}; mend the data named above and run the same command again: finished people are kept";
        }
    }
}
