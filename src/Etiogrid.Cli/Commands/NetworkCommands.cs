using System.CommandLine;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>network</c> verbs.</summary>
public static class NetworkCommands
{
    private const double DefaultMemoryGiB = 2;

    /// <summary>The command group.</summary>
    public static Command Create() => new("network", "Exact inference in discrete Bayesian networks.") { Infer(), Propagate() };

    private static Command Infer()
    {
        var file = new Argument<string>("file") { Description = "Network in Bayesian Interchange Format (.bif, also gzip)." };
        var evidence = Many("--evidence", "Observed states: A=x,B=y.");
        var query = Many("--query", "Variables to report; all that are not observed where absent.");
        var joint = Many("--joint", "Variables whose joint distribution is asked for: A,B.");
        var soft = Many("--soft", "Uncertain evidence: A=0.2:0.8, P(finding | state) in the order of A's states.");
        var settings = Many("--do", "Interventions: A=x sets A and cuts the arrows into it.");
        var cases = new Option<string?>("--evidence-file") { Description = "Many evidence sets: a table with a column a variable, n/a = not observed, optional column case." };
        var forecast = new Option<bool>("--forecast") { Description = "Only say how much memory and time it takes." };
        var memory = new Option<double>("--memory-gib") { Description = "Memory that the tables may take, in GiB.", DefaultValueFactory = _ => DefaultMemoryGiB };
        var command = new Command("infer", "Marginals of a network given evidence.") { file, evidence, query, joint, soft, settings, cases, forecast, memory };
        command.SetAction(parse => InferenceOutput.Write(parse, NetworkTools.Infer(new NetworkInferOptions(
            parse.GetRequiredValue(file), parse.GetValue(evidence) ?? [], parse.GetValue(query) ?? [], parse.GetValue(memory))
        {
            Joint = parse.GetValue(joint) ?? [],
            Soft = parse.GetValue(soft) ?? [],
            Do = parse.GetValue(settings) ?? [],
            EvidenceFile = parse.GetValue(cases),
            Forecast = parse.GetValue(forecast),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command Propagate()
    {
        var settings = Many("--do", "Nodes set to a state: glutamate_nmda=down.");
        var evidence = Many("--evidence", "Nodes seen in a state: psychosis=present.");
        var query = Many("--query", "Nodes to report; all where absent.");
        var knowledge = new Option<string?>("--knowledge") { Description = "Folder whose tables add to the knowledge base." };
        var unverified = new Option<bool>("--include-unverified") { Description = "Use unverified rows of the knowledge base too." };
        var command = new Command("propagate", "How a disturbance spreads over scales: the propagation rows of the knowledge base as a network.") { settings, evidence, query, knowledge, unverified };
        command.SetAction(parse => VerbOutput.Write(parse, NetworkTools.Propagate(new(
            parse.GetValue(settings) ?? [], parse.GetValue(evidence) ?? [], parse.GetValue(query) ?? [], parse.GetValue(knowledge), parse.GetValue(unverified)))));
        return command;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
