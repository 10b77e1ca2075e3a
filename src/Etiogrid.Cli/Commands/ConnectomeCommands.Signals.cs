using System.CommandLine;
using Etiogrid.Connectome.Cleaning;
using Etiogrid.Connectome.Gradients;
using Etiogrid.Files;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <content>Cleaning, dynamics, gradients, identity and circuits.</content>
public static partial class ConnectomeCommands
{
    private static Command Clean()
    {
        var series = new Option<string>("--timeseries") { Required = true, Description = "Recording with regions in columns." };
        var confounds = new Option<string?>("--confounds") { Description = "Confounds in columns." };
        var strategy = new Option<string?>("--strategy") { Description = "Columns of fMRIPrep's confounds: 6P, 9P, 24P, 36P, acompcor, or parts joined by +." };
        var moved = new Option<double?>("--fd-threshold") { Description = "Censor volumes that moved more than this many mm (displacement from --confounds)." };
        var outliers = new Option<string?>("--outliers") { Description = "XCP-D's table of censored volumes (1 = censored)." };
        var repetition = new Option<double?>("--tr") { Description = "Seconds between volumes." };
        var low = new Option<double?>("--low-pass") { Description = "Upper end of the pass band in Hz." };
        var high = new Option<double?>("--high-pass") { Description = "Lower end of the pass band in Hz." };
        var filter = Choice("--filter", "butterworth", "butterworth", "cosine", "none");
        var detrend = new Option<bool>("--detrend") { Description = "Remove a straight line." };
        var mask = new Option<string?>("--sample-mask") { Description = "Kept volumes: numbers from 0, or true/false a volume." };
        var standardize = Choice("--standardize", "none", "none", "false", "true", "zscore_sample", "zscore", "psc");
        standardize.Arity = ArgumentArity.ZeroOrOne;
        standardize.Description = "zscore_sample (also true, or no value), zscore, psc, none; none where absent.";
        var bare = new Option<bool>("--bare") { Description = "No names in the header." };
        var command = new Command("clean", "Cleaned signals, as nilearn's signal.clean.") { series, confounds, strategy, moved, outliers, repetition, low, high, filter, detrend, mask, standardize, bare };
        command.Validators.Add(r =>
        {
            if (r.GetValue(confounds) is null && (r.GetValue(strategy) is not null || r.GetValue(moved) is not null))
            {
                r.AddError("--strategy and --fd-threshold need --confounds FILE.");
            }
        });
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Clean(new()
        {
            TimeSeries = parse.GetRequiredValue(series),
            Confounds = parse.GetValue(confounds),
            Strategy = parse.GetValue(strategy),
            DisplacementThreshold = parse.GetValue(moved),
            Outliers = parse.GetValue(outliers),
            SampleMask = parse.GetValue(mask),
            Bare = parse.GetValue(bare),
            Cleaning = new()
            {
                Detrend = parse.GetValue(detrend),
                Filter = Enum.Parse<TemporalFilter>(parse.GetValue(filter)!, ignoreCase: true),
                LowPassHz = parse.GetValue(low),
                HighPassHz = parse.GetValue(high),
                RepetitionTimeSeconds = parse.GetValue(repetition),
                Standardize = StandardizeOf(parse, standardize) switch
                {
                    "zscore_sample" or "true" => Standardization.ZScoreSample,
                    "zscore" => Standardization.ZScore,
                    "psc" => Standardization.PercentSignalChange,
                    _ => Standardization.None,
                },
            },
        })));
        return command;
    }

    private static string StandardizeOf(ParseResult parse, Option<string> option) =>
        parse.GetResult(option) is { Implicit: false, Tokens.Count: 0 } ? "true" : parse.GetValue(option)!;

    private static Command Agreement()
    {
        var partitions = new Option<string>("--partitions") { Required = true, Description = "Module labels: rows are nodes, columns are partitions." };
        var measure = Choice("--measure", "agreement", "agreement", "vi", "mi", "consensus");
        var threshold = new Option<double>("--tau") { DefaultValueFactory = _ => 0.4, Description = "Consensus: shares below this are dropped." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 100, Description = "Consensus: modularity runs a round." };
        runs.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--runs must be at least 1."));
        var command = new Command("agreement", "Agreement of partitions: counts, variation of information, mutual information, consensus.") { partitions, measure, threshold, runs };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Agreement(
            parse.GetRequiredValue(partitions), parse.GetValue(measure)!, parse.GetValue(threshold), parse.GetValue(runs), parse.GetValue(CommonOptions.Seed), parse.GetValue(CommonOptions.Threads))));
        return command;
    }

    private static Command Dynamics()
    {
        var series = new Option<string?>("--timeseries") { Description = "Recording with regions in columns." };
        var layers = new Option<string[]>("--layers") { AllowMultipleArgumentsPerToken = true, Description = "Ready matrices, one a layer, instead of a recording." };
        var window = new Option<int>("--window") { DefaultValueFactory = _ => 44, Description = "Volumes a window." };
        var step = new Option<int>("--step") { DefaultValueFactory = _ => 1, Description = "Volumes between windows." };
        var taper = new Option<string?>("--taper") { Description = "gaussian:SIGMA in volumes." };
        var states = new Option<int>("--states") { Description = "Number of recurring states (k-means)." };
        var multilayer = new Option<string?>("--multilayer") { Description = "gamma=G,omega=W." };
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 100, Description = "Modularity runs." };
        var partition = new Option<string?>("--partition") { Description = "Systems for recruitment and integration." };
        step.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--step must be at least 1."));
        runs.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--runs must be at least 1."));
        taper.Validators.Add(r => Require(r, r.GetValueOrDefault<string?>() is not { } t || Sigma(t) > 0, "--taper must be gaussian:SIGMA with a positive SIGMA."));
        multilayer.Validators.Add(r => Require(r, r.GetValueOrDefault<string?>() is not { } t || Multilayer(t) is not null, "--multilayer must be gamma=G,omega=W with G > 0 and W >= 0."));
        var command = new Command("dynamics", "Sliding windows, states and multilayer modules as JSON.") { series, layers, window, step, taper, states, multilayer, runs, partition };
        command.Validators.Add(r =>
        {
            if ((r.GetValue(series) is null) == (r.GetValue(layers) is not { Length: > 0 }))
            {
                r.AddError("Pass either --timeseries FILE or --layers FILE….");
            }
        });
        command.SetAction(parse =>
        {
            var coupling = Multilayer(parse.GetValue(multilayer));
            return VerbOutput.Write(parse, ConnectomeTools.Dynamics(new()
            {
                TimeSeries = parse.GetValue(series),
                Layers = parse.GetValue(layers) ?? [],
                Window = parse.GetValue(window),
                Step = parse.GetValue(step),
                TaperSigma = parse.GetValue(taper) is { } text ? Sigma(text) : null,
                States = parse.GetValue(states),
                Gamma = coupling?.Gamma,
                Omega = coupling?.Omega ?? 1,
                Runs = parse.GetValue(runs),
                Partition = parse.GetValue(partition),
                Seed = parse.GetValue(CommonOptions.Seed),
                Threads = parse.GetValue(CommonOptions.Threads),
            }));
        });
        return command;
    }

    private static Command Gradients()
    {
        var matrices = new Option<string[]>("--matrix") { Required = true, AllowMultipleArgumentsPerToken = true, Description = "Connectivity matrices of the same regions." };
        var kernel = Choice("--kernel", "normalized_angle", "normalized_angle", "cosine", "pearson", "spearman", "none");
        var sparsity = new Option<double>("--sparsity") { DefaultValueFactory = _ => 0.9, Description = "Share of each row's smallest elements set to 0." };
        var method = Choice("--method", "dm", "dm", "le", "pca");
        var components = new Option<int>("--components") { DefaultValueFactory = _ => 10, Description = "Number of gradients." };
        var align = Choice("--align", "none", "none", "procrustes");
        var alpha = new Option<double>("--alpha") { DefaultValueFactory = _ => 0.5, Description = "Density normalisation of the diffusion map." };
        var time = new Option<double>("--diffusion-time") { Description = "0 sums all times." };
        var eigenvalues = new Option<bool>("--eigenvalues") { Description = "List eigenvalues instead of maps." };
        sparsity.Validators.Add(r => Require(r, r.GetValueOrDefault<double>() is >= 0 and < 1, "--sparsity must lie in [0, 1)."));
        components.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--components must be at least 1."));
        var command = new Command("gradients", "Connectivity gradients.") { matrices, kernel, sparsity, method, components, align, alpha, time, eigenvalues };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Gradients(new()
        {
            Matrices = parse.GetRequiredValue(matrices),
            Align = parse.GetValue(align) == "procrustes",
            Eigenvalues = parse.GetValue(eigenvalues),
            Gradients = new()
            {
                Kernel = Enum.Parse<AffinityKernel>(parse.GetValue(kernel)!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
                Sparsity = parse.GetValue(sparsity),
                Method = parse.GetValue(method) switch { "le" => EmbeddingMethod.LaplacianEigenmaps, "pca" => EmbeddingMethod.PrincipalComponents, _ => EmbeddingMethod.DiffusionMap },
                Components = parse.GetValue(components),
                Alpha = parse.GetValue(alpha),
                DiffusionTime = parse.GetValue(time),
            },
        })));
        return command;
    }

    private static Command Fingerprint()
    {
        var first = new Option<string>("--session1") { Required = true, Description = "People x features, first session." };
        var second = new Option<string>("--session2") { Required = true, Description = "People x features, second session." };
        var command = new Command("fingerprint", "Identification across two sessions.") { first, second };
        command.SetAction(parse => VerbOutput.Write(parse, ConnectomeTools.Fingerprint(parse.GetRequiredValue(first), parse.GetRequiredValue(second))));
        return command;
    }

    private static Command Circuits()
    {
        var data = new Option<string?>("--data", "--patients", "--cases") { Description = "People x circuit features." };
        var controls = new Option<string?>("--controls") { Description = "Controls x the same features." };
        var series = new Option<string[]>("--timeseries") { AllowMultipleArgumentsPerToken = true, Description = "Recordings to measure the mapping's features from." };
        var controlSeries = new Option<string[]>("--control-timeseries") { AllowMultipleArgumentsPerToken = true, Description = "Recordings of controls." };
        var tasks = new Option<string?>("--tasks") { Description = "People x activations and task interactions, columns named as in --show-mapping." };
        var controlTasks = new Option<string?>("--control-tasks") { Description = "The same of controls." };
        var activations = new Option<string[]>("--activation") { AllowMultipleArgumentsPerToken = true, Description = "circuit=FILE: people x regions of the task's contrast (sadness, threat, threat_nonconscious, positive_affect, cognitive_control)." };
        var controlActivations = new Option<string[]>("--control-activation") { AllowMultipleArgumentsPerToken = true, Description = "The same of controls." };
        var coverage = new Option<bool>("--coverage") { Description = "One row a feature: what it needs and how many people have it." };
        var covariance = new Option<bool>("--covariance") { Description = "Correlation of the scores among controls, shrunk." };
        var mapping = new Option<string?>("--mapping") { Description = "Table circuit, feature, regions_a, regions_b, sign." };
        var summary = new Option<bool>("--summary") { Description = "Also the mean score of each circuit." };
        var parcellation = new Option<string?>("--parcellation") { Description = "Region table (name, x_mni, y_mni, z_mni) of the recordings: uses the shipped mapping." };
        var show = new Option<bool>("--show-mapping") { Description = "Print how the shipped mapping finds each feature in --parcellation, to inspect or edit." };
        var intervals = new Option<bool>("--intervals") { Description = "One row a person and feature or circuit, with standard error and 95 % interval." };
        var resamples = new Option<int>("--resamples") { DefaultValueFactory = _ => 200, Description = "Resamples of each recording for intervals." };
        var block = new Option<int>("--block") { DefaultValueFactory = _ => 20, Description = "Volumes a block of the bootstrap." };
        resamples.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 1, "--resamples must be at least 2."));
        block.Validators.Add(r => Require(r, r.GetValueOrDefault<int>() > 0, "--block must be at least 1."));
        var command = new Command("circuits", "Circuit scores against controls (Tozzi 2024).") { data, controls, series, controlSeries, tasks, controlTasks, activations, controlActivations, coverage, covariance, mapping, summary, parcellation, show, intervals, resamples, block };
        command.SetAction(parse => VerbOutput.Write(parse, parse.GetValue(show) ? ConnectomeTools.CircuitMapping(parse.GetValue(parcellation)) : ConnectomeTools.Circuits(new()
        {
            Parcellation = parse.GetValue(parcellation),
            Intervals = parse.GetValue(intervals),
            Resamples = parse.GetValue(resamples),
            BlockVolumes = parse.GetValue(block),
            Seed = parse.GetValue(CommonOptions.Seed),
            Data = parse.GetValue(data),
            Controls = parse.GetValue(controls),
            TimeSeries = parse.GetValue(series) ?? [],
            ControlTimeSeries = parse.GetValue(controlSeries) ?? [],
            Tasks = parse.GetValue(tasks),
            ControlTasks = parse.GetValue(controlTasks),
            Activations = parse.GetValue(activations) ?? [],
            ControlActivations = parse.GetValue(controlActivations) ?? [],
            Coverage = parse.GetValue(coverage),
            Covariance = parse.GetValue(covariance),
            Mapping = parse.GetValue(mapping),
            Summary = parse.GetValue(summary),
        })));
        return command;
    }

    private static double Sigma(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2 && parts[0] == "gaussian" && Cell.TryNumber(parts[1], out double sigma) ? sigma : -1;
    }

    private static (double Gamma, double Omega)? Multilayer(string? text)
    {
        if (text is null)
        {
            return null;
        }

        double gamma = 1;
        double omega = 1;
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=');
            if (pair.Length != 2 || pair[0] is not ("gamma" or "omega") || !Cell.TryNumber(pair[1], out double value))
            {
                return null;
            }

            (gamma, omega) = pair[0] == "gamma" ? (value, omega) : (gamma, value);
        }

        return gamma > 0 && omega >= 0 ? (gamma, omega) : null;
    }
}
