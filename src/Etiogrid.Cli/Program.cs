using System.CommandLine;
using Etiogrid.Cli;
using Etiogrid.Cli.Commands;

var root = new RootCommand("Etiogrid: from one person's genes, exposures, brain maps and symptoms to the pathways most likely behind them. Research use only. Not a diagnosis.");
foreach (var option in CommonOptions.All)
{
    root.Options.Add(option);
}

(string Name, Func<Command> Create)[] groups =
[
    ("demo", DemoCommand.Create),
    ("knowledge", KnowledgeCommands.Create),
    ("genetics", GeneticsCommands.Create),
    ("maps", MapsCommands.Create),
    ("atlas", AtlasCommands.Create),
    ("connectome", ConnectomeCommands.Create),
    ("grid", GridCommands.Create),
    ("network", NetworkCommands.Create),
    ("simulate", SimulateCommands.Create),
    ("trial", TrialCommands.Create),
];

// Making every group costs a third of the time to start; a call needs one.
int named = args.Length == 0 ? -1 : Array.FindIndex(groups, g => g.Name == args[0]);
if (named >= 0)
{
    root.Subcommands.Add(groups[named].Create());
}
else
{
    foreach (var verb in StudyCommands.Create().Concat(QuestionCommands.Create()).Concat(groups.Select(g => g.Create())))
    {
        root.Subcommands.Add(verb);
    }
}

return await EntryPoint.RunAsync(root, args);
