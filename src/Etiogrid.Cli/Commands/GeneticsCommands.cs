using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>genetics</c> verbs.</summary>
public static class GeneticsCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("genetics");
}
