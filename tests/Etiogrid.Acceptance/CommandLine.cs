namespace Etiogrid.Acceptance;

/// <summary>Runs the command-line program as a user would.</summary>
internal static class CommandLine
{
    public static ProgramResult Run(params string[] arguments) => PeerTool.Run(Repository.CommandLine, arguments);
}
