using Etiogrid.Numerics.Random;
using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Studies.Tests;

public sealed class AuditLogTests
{
    [Fact]
    public void An_edited_removed_or_reordered_line_shows_and_an_untouched_log_does_not()
    {
        using var folder = new TemporaryFolder();
        var log = new AuditLog(folder["logs/audit.jsonl"], TimeProvider.System);
        for (int i = 0; i < 12; i++)
        {
            log.Append("participant", $"run{i}", "ok 3/3");
        }

        string[] lines = File.ReadAllLines(folder["logs/audit.jsonl"]);
        Assert.Equal(12, lines.Length);
        Assert.Null(AuditLog.FirstBrokenLine(lines));
        var random = new Philox(6, 1);
        for (int trial = 0; trial < 300; trial++)
        {
            List<string> tampered = [.. lines];
            int at = random.NextInt32(11);
            switch (random.NextInt32(3))
            {
                case 0:
                    tampered[at] = tampered[at].Replace("ok 3/3", "ok 2/3", StringComparison.Ordinal);
                    break;
                case 1:
                    tampered.RemoveAt(at);
                    break;
                default:
                    (tampered[at], tampered[at + 1]) = (tampered[at + 1], tampered[at]);
                    break;
            }

            Assert.NotNull(AuditLog.FirstBrokenLine(tampered));
        }
    }
}
