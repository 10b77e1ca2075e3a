using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Etiogrid.Studies.Pipeline;

/// <summary>
/// An append-only log of what was done to an output folder: one JSON object a line, each holding the SHA-256 of the line before, so that
/// an edited, removed or reordered line shows. The only file of a run that holds the time.
/// </summary>
/// <param name="file">The log; created with the first entry.</param>
/// <param name="clock">Where the time comes from.</param>
public sealed class AuditLog(string file, TimeProvider clock)
{
    /// <summary>What the first line holds in place of a hash.</summary>
    public const string Start = "start";

    /// <summary>Adds an entry.</summary>
    /// <param name="action">What was done, such as <c>participant</c>.</param>
    /// <param name="subject">To what, such as the run id.</param>
    /// <param name="outcome">How it ended.</param>
    public void Append(string action, string subject, string outcome)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        string previous = File.Exists(file) && File.ReadLines(file).LastOrDefault(l => l.Length > 0) is { } last ? Hash(last) : Start;
        string line = JsonSerializer.Serialize(new { utc = clock.GetUtcNow().UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture), actor = "etiogrid", action, subject, outcome, prev_sha256 = previous });
        File.AppendAllText(file, line + "\n", new UTF8Encoding(false));
    }

    /// <summary>The number of the first line (from 1) that does not follow from the one before it, or null when the chain holds.</summary>
    public static int? FirstBrokenLine(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        string expected = Start;
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            try
            {
                using var entry = JsonDocument.Parse(line);
                if (!entry.RootElement.TryGetProperty("prev_sha256", out var previous) || previous.GetString() != expected)
                {
                    return number;
                }
            }
            catch (JsonException)
            {
                return number;
            }

            expected = Hash(line);
        }

        return null;
    }

    private static string Hash(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
