using System.CommandLine;
using Etiogrid.Cli;
using Etiogrid.Cli.Commands;

var root = new RootCommand("Etiogrid: from one person's genes, exposures, brain maps and symptoms to the pathways most likely behind them. Research use only. Not a diagnosis.");
foreach (var option in CommonOptions.All)
{
    root.Options.Add(option);
}

foreach (var verb in StudyCommands.Create())
{
    root.Subcommands.Add(verb);
}

root.Subcommands.Add(DemoCommand.Create());
root.Subcommands.Add(KnowledgeCommands.Create());
root.Subcommands.Add(GeneticsCommands.Create());
root.Subcommands.Add(MapsCommands.Create());
root.Subcommands.Add(AtlasCommands.Create());
root.Subcommands.Add(ConnectomeCommands.Create());
root.Subcommands.Add(GridCommands.Create());
root.Subcommands.Add(NetworkCommands.Create());
root.Subcommands.Add(SimulateCommands.Create());
root.Subcommands.Add(TrialCommands.Create());

return await EntryPoint.RunAsync(root, args);
