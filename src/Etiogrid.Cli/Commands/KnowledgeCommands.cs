using System.CommandLine;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>knowledge</c> verbs.</summary>
public static class KnowledgeCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("knowledge");
}
