using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>connectome</c> verbs.</summary>
public static class ConnectomeCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("connectome");
}
