using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>maps</c> verbs.</summary>
public static class MapsCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("maps");
}
