using System.CommandLine;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>connectome</c> verbs.</summary>
public static partial class ConnectomeCommands
{
    /// <summary>The command group.</summary>
    public static Command Create() => new("connectome", "Individual connectivity: matrices, graphs, modules, dynamics, gradients.")
    {
        Build(),
        Graph(),
        Modules(),
        Clean(),
        Agreement(),
        Dynamics(),
        Gradients(),
        Fingerprint(),
        Circuits(),
        Networks(),
        Target(),
        Motion(),
        Derivatives(),
        NetworkStatistic(),
        Connectopy(),
        Structural(),
        Retest(),
    };

    private static Command Build()
    {
        var series = new Option<string[]>("--timeseries") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Recordings with regions in columns." };
        var kind = Choice("--kind", "correlation", "correlation", "covariance", "precision", "partial", "tangent", "coherence");
        var estimator = Choice("--estimator", "empirical", "empirical", "ledoit-wolf");
        var fisher = new Option<bool>("--fisher-z") { Description = "Fisher's z, diagonal 0." };
        var bare = new Option<bool>("--bare") { Description = "No names in header and first column." };
        var missing = new Option<bool>("--allow-missing") { Description = "Keep regions without any value as n/a." };
        var segment = new Option<int>("--segment") { Description = "Coherence: volumes a segment (even); a quarter of the recording where absent." };
        var low = new Option<double?>("--low") { Description = "Coherence: lowest frequency in Hz." };
        var high = new Option<double?>("--high") { Description = "Coherence: highest frequency in Hz." };
        var repetition = new Option<double?>("--tr") { Description = "Coherence: seconds between volumes, needed by --low and --high." };
        var format = Choice("--format", "tsv", "tsv", "npy");
        segment.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 4 && r.GetValueOrDefault<int>() % 2 == 0, "--segment must be even and at least 4."));
        low.Validators.Add(r => Require(r, r.GetValueOrDefault<double?>() is >= 0, "--low must not be negative."));
        high.Validators.Add(r => Require(r, r.GetValueOrDefault<double?>() is > 0, "--high must be positive."));
        repetition.Validators.Add(r => Require(r, r.GetValueOrDefault<double?>() is > 0, "--tr must be positive."));
        var command = new Command("build", "A connectivity matrix for each recording.") { series, kind, estimator, fisher, bare, missing, segment, low, high, repetition, format };
        command.Validators.Add(r => CheckBuild(r, r.GetValue(kind)!, r.GetValue(fisher), r.GetValue(segment) > 0 || (r.GetValue(low) ?? r.GetValue(high)) is not null, (r.GetValue(low) ?? r.GetValue(high)) is not null && r.GetValue(repetition) is null, r.GetValue(format) == "npy"));
        command.SetAction(parse =>
        {
            string? folder = parse.GetValue(CommonOptions.Out);
            var result = ConnectomeTools.Build(new()
            {
                TimeSeries = parse.GetRequiredValue(series),
                Kind = Enum.Parse<ConnectivityKind>(parse.GetValue(kind)!, ignoreCase: true),
                Estimator = parse.GetValue(estimator) == "ledoit-wolf" ? CovarianceEstimator.LedoitWolf : CovarianceEstimator.Empirical,
                FisherZ = parse.GetValue(fisher),
                OutputFolder = folder,
                Bare = parse.GetValue(bare),
                AllowMissingRegions = parse.GetValue(missing),
                Segment = parse.GetValue(segment),
                LowHz = parse.GetValue(low),
                HighHz = parse.GetValue(high),
                RepetitionTimeSeconds = parse.GetValue(repetition),
                Threads = parse.GetValue(CommonOptions.Threads),
                Binary = parse.GetValue(format) == "npy",
            });
            return folder is null ? VerbOutput.Write(parse, result) : WrittenToFolder(parse, result);
        });
        return command;
    }

    private static void CheckBuild(System.CommandLine.Parsing.CommandResult result, string kind, bool fisher, bool segments, bool lacksRepetitionTime, bool npy)
    {
        if (fisher && kind is not ("correlation" or "partial"))
        {
            result.AddError($"--fisher-z needs values in [-1, 1]: --kind correlation or partial, not {kind}.");
        }

        if (segments && kind != "coherence")
        {
            result.AddError("--segment, --low and --high belong to --kind coherence.");
        }

        if (result.GetResult(CommonOptions.Out) is null && npy)
        {
            result.AddError("--format npy needs --out DIR.");
        }

        if (lacksRepetitionTime)
        {
            result.AddError("--low and --high need --tr SECONDS.");
        }
    }

    private static Command Graph()
    {
        var matrix = new Option<string?>("--matrix") { Description = "Symmetric connectivity matrix." };
        var series = new Option<string?>("--timeseries") { Description = "Recording, instead of a matrix: its correlations are the graph." };
        var bootstrap = new Option<int>("--bootstrap") { Description = "Resamples of the recording for standard errors and intervals of each metric." };
        var block = new Option<int>("--block") { DefaultValueFactory = _ => 20, Description = "Volumes a block of the bootstrap." };
        var threshold = new Option<string?>("--threshold") { Description = "density:D or value:X." };
        var binary = new Option<bool>("--binary") { Description = "Every edge counts 1." };
        var signed = new Option<bool>("--signed") { Description = "Positive and negative weights apart (_pos, _neg)." };
        var metrics = new Option<string?>("--metrics") { Description = "all, or names separated by commas." };
        var partition = new Option<string?>("--partition") { Description = "One module label a region." };
        var nulls = new Option<int>("--nulls") { Description = "Number of null graphs." };
        metrics.Validators.Add(r => CheckMetricNames(r, r.GetValueOrDefault<string?>()));
        threshold.Validators.Add(r => Require(r, IsThreshold(r.GetValueOrDefault<string?>()), "--threshold must be density:D with D in (0, 1], or value:X."));
        nulls.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() >= 0, "--nulls must not be negative."));
        bootstrap.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() is 0 or > 1, "--bootstrap must be at least 2."));
        block.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--block must be at least 1."));
        var command = new Command("graph", "Graph metrics as JSON {global, node, edge}.") { matrix, series, threshold, binary, signed, metrics, partition, nulls, bootstrap, block };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(matrix) is null) == (r.GetValue(series) is null))
            {
                r.AddError("Pass either --matrix FILE or --timeseries FILE.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Graph(new()
        {
            Matrix = parse.GetValue(matrix),
            TimeSeries = parse.GetValue(series),
            Bootstrap = parse.GetValue(bootstrap),
            BlockVolumes = parse.GetValue(block),
            Threshold = parse.GetValue(threshold),
            Binary = parse.GetValue(binary),
            Signed = parse.GetValue(signed),
            Metrics = parse.GetValue(metrics)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Partition = parse.GetValue(partition),
            Nulls = parse.GetValue(nulls),
            Seed = parse.GetValue(CommonOptions.Seed),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static Command Modules()
    {
        var matrix = new Option<string>("--matrix") { Required = true, Description = "Symmetric connectivity matrix; negative weights take the signed modularity." };
        var gamma = new Option<double>("--gamma") { DefaultValueFactory = _ => 1, Description = "Resolution, positive." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 100, Description = "Independent runs; the best counts." };
        gamma.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() > 0, "--gamma must be positive."));
        runs.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--runs must be at least 1."));
        var command = new Command("modules", "Modules by modularity (Louvain).") { matrix, gamma, runs };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Modules(new()
        {
            Matrix = parse.GetRequiredValue(matrix),
            Gamma = parse.GetValue(gamma),
            Runs = parse.GetValue(runs),
            Seed = parse.GetValue(CommonOptions.Seed),
            Threads = parse.GetValue(CommonOptions.Threads),
        })));
        return command;
    }

    private static void CheckMetricNames(System.CommandLine.Parsing.OptionResult result, string? names)
    {
        foreach (string name in (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name != "all" && !MetricCatalogue.Names.Contains(name))
            {
                string? nearest = NearestName.Among(name, MetricCatalogue.Names);
                result.AddError($"There is no metric '{name}'{(nearest is null ? "" : $"; did you mean {nearest}")}. Known: {string.Join(", ", MetricCatalogue.Names)}.");
            }
        }
    }

    private static bool IsThreshold(string? text)
    {
        string[] parts = (text ?? "value:0").Split(':');
        return parts.Length == 2 && Cell.TryNumber(parts[1], out double number) && (parts[0] == "value" || (parts[0] == "density" && number is > 0 and <= 1));
    }

    private static Option<string> Choice(string name, string standard, params string[] allowed)
    {
        var option = new Option<string>(name) { DefaultValueFactory = _ => standard, Description = $"{string.Join(", ", allowed)}; {standard} where absent." };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }

    private static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string message)
    {
        if (!holds)
        {
            result.AddError(message);
        }
    }

    /// <summary>The matrices went to the folder; the list of them goes to standard output unless quiet.</summary>
    private static int WrittenToFolder(ParseResult parse, Parsed<string> result)
    {
        VerbOutput.ReportDiagnostics(result.Diagnostics, result.DroppedDiagnostics);
        if (!result.TryGetValue(out string? list))
        {
            return ExitCode.BadInput;
        }

        if (!parse.GetValue(CommonOptions.Quiet))
        {
            Console.Out.Write(list);
        }

        return ExitCode.Success;
    }
}
