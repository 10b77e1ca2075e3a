using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>network</c> verbs.</summary>
public static class NetworkCommands
{
    private const double DefaultMemoryGiB = 2;

    /// <summary>The command group.</summary>
    public static Command Create() => new("network", "Exact inference in discrete Bayesian networks.") { Infer() };

    private static Command Infer()
    {
        var file = new Argument<string>("file") { Description = "Network in Bayesian Interchange Format (.bif, also gzip)." };
        var evidence = new Option<string[]>("--evidence") { Description = "Observed states: A=x,B=y.", AllowMultipleArgumentsPerToken = true };
        var query = new Option<string[]>("--query") { Description = "Variables to report; all that are not observed where absent.", AllowMultipleArgumentsPerToken = true };
        var memory = new Option<double>("--memory-gib") { Description = "Memory that the tables may take, in GiB.", DefaultValueFactory = _ => DefaultMemoryGiB };
        var command = new Command("infer", "Marginals of a network given evidence.") { file, evidence, query, memory };
        command.SetAction(parse => InferenceOutput.Write(parse, NetworkTools.Infer(new NetworkInferOptions(
            parse.GetRequiredValue(file), parse.GetValue(evidence) ?? [], parse.GetValue(query) ?? [], parse.GetValue(memory)))));
        return command;
    }
}
