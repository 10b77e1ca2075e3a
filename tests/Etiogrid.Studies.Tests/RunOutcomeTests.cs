using Etiogrid.Core.Identifiers;
using Etiogrid.Numerics.Random;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Planning;

namespace Etiogrid.Studies.Tests;

public sealed class RunOutcomeTests
{
    [Fact]
    public void Exit_code_and_closing_line_agree_for_any_outcome()
    {
        var random = new Philox(5, 1);
        for (int trial = 0; trial < 200; trial++)
        {
            int done = random.NextInt32(4);
            int failed = random.NextInt32(15);
            var outcome = new RunOutcome(People(done, "a"), People(failed, "b"), []);
            Assert.Equal(failed == 0 ? 0 : done == 0 ? 3 : 4, outcome.ExitCode);
            Assert.StartsWith($"ok {done}/{done + failed}", outcome.ClosingLine, StringComparison.Ordinal);
            Assert.Equal(failed > 0, outcome.ClosingLine.Contains("failed", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_cache_entry_is_read_back_and_a_damaged_one_is_computed_anew()
    {
        using var folder = new TemporaryFolder();
        var cache = new ContentCache(folder.Path);
        string key = ContentCache.Key("a", "b");
        Assert.NotEqual(key, ContentCache.Key("a\nb", ""));
        Assert.Null(cache.TryRead<double[]>(key));
        cache.Write(key, new[] { 1.5, double.NaN });
        Assert.Equal([1.5, double.NaN], cache.TryRead<double[]>(key)!);
        File.WriteAllText(Directory.GetFiles(folder.Path, "*.json", SearchOption.AllDirectories)[0], "[1.5, ");
        Assert.Null(cache.TryRead<double[]>(key));
    }

    [Fact]
    public void What_init_writes_is_a_valid_study_and_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        string study = folder["new"];
        Assert.True(StudyTemplate.Write(study).HasValue);
        var validation = StudyValidator.Validate(new() { StudyFolder = study, OutputFolder = folder["out"] });
        Assert.Equal(0, validation.Errors);
        Assert.Equal(2, validation.People);
        Assert.Equal("E198", Assert.Single(StudyTemplate.Write(study).Diagnostics).Code);
    }

    private static ParticipantId[] People(int count, string prefix) => [.. Enumerable.Range(0, count).Select(i => ParticipantId.Parse($"{prefix}{i}"))];
}
