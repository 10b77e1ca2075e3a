using System.CommandLine;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Cli.Commands;

/// <summary>Output of the inference verbs: as every verb, but a model too large for the machine ends in its own exit code.</summary>
internal static class InferenceOutput
{
    private const string TooLarge = "E706";

    public static int Write(ParseResult parse, Parsed<string> result)
    {
        int code = VerbOutput.Write(parse, result);
        bool resources = !result.HasValue && result.Diagnostics.Where(d => d.Severity == Severity.Error).All(d => d.Code == TooLarge);
        return resources ? ExitCode.Resources : code;
    }
}
