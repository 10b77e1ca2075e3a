using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>network</c> verbs.</summary>
public static class NetworkCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("network");
}
