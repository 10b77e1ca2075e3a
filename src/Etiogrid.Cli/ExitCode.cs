namespace Etiogrid.Cli;

/// <summary>The program's exit codes; see <c>docs/exit-codes.md</c>.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Success = 0;

    /// <summary>A bug of ours.</summary>
    public const int Bug = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The input is wrong; nothing was computed.</summary>
    public const int BadInput = 3;

    /// <summary>Some people failed; the others' results are valid.</summary>
    public const int Partial = 4;

    /// <summary>Not enough memory, disk or time.</summary>
    public const int Resources = 5;

    /// <summary>A hash or the audit chain does not match.</summary>
    public const int Integrity = 6;
}
