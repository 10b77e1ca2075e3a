using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>grid</c> verbs.</summary>
public static class GridCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("grid");
}
