using System.CommandLine;

namespace Etiogrid.Cli;

/// <summary>Options that every verb understands.</summary>
public static class CommonOptions
{
    /// <summary>Seed of all randomness.</summary>
    public static Option<ulong> Seed { get; } = new("--seed", "--random-seed")
    {
        Description = "Seed of all randomness; the same seed gives the same bytes.",
        DefaultValueFactory = _ => 20261121,
        Recursive = true,
    };

    /// <summary>Worker threads; never changes results.</summary>
    public static Option<int> Threads { get; } = new("--threads", "--nprocs", "--nthreads", "--n-cpus", "--n_cpus")
    {
        Description = "Worker threads, 0 = all cores; never changes results.",
        DefaultValueFactory = _ => 0,
        Recursive = true,
    };

    /// <summary>No progress on standard error.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress messages.", Recursive = true };

    /// <summary>Form of progress lines.</summary>
    public static Option<string> LogFormat { get; } = CreateLogFormat();

    /// <summary>Output file.</summary>
    public static Option<string?> Out { get; } = new("--out", "-o") { Description = "Output file or folder; standard output where absent.", Recursive = true };

    /// <summary>JSON instead of TSV.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write JSON instead of TSV.", Recursive = true };

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [Seed, Threads, Quiet, LogFormat, Out, Json];

    private static Option<string> CreateLogFormat()
    {
        var option = new Option<string>("--log-format") { Description = "Form of progress lines: text or json.", DefaultValueFactory = _ => "text", Recursive = true };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }
}
