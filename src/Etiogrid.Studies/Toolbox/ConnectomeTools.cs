using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of the <c>connectome</c> verbs.</summary>
public static partial class ConnectomeTools
{
    /// <summary>
    /// A connectivity matrix for each recording. With an output folder each is written to <c>&lt;input name&gt;_&lt;kind&gt;.tsv</c> and the result
    /// lists them; without one, the only matrix is the result. Nothing is written when any input is bad.
    /// </summary>
    public static Parsed<string> Build(ConnectomeBuildOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ReadAll(options).Then(recordings => Matrices(options, recordings).Then(matrices => Deliver(options, recordings, matrices)));
    }

    private static ParallelOptions Threads(ConnectomeBuildOptions options) => new() { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };

    private static Parsed<IReadOnlyList<TimeSeries>> ReadAll(ConnectomeBuildOptions options)
    {
        var read = new Parsed<TimeSeries>[options.TimeSeries.Count];
        Parallel.For(0, read.Length, Threads(options), k => read[k] = TimeSeriesReader.Read(options.TimeSeries[k], new() { AllowMissingRegions = options.AllowMissingRegions, MinimumVolumes = 3 }));
        var bag = new DiagnosticBag();
        List<TimeSeries> recordings = [];
        foreach (var one in read)
        {
            bag.AddRange(one.Diagnostics);
            if (one.TryGetValue(out var series))
            {
                recordings.Add(series);
            }
        }

        return bag.Finish<IReadOnlyList<TimeSeries>>(() => recordings);
    }

    private static Parsed<IReadOnlyList<Matrix>> Matrices(ConnectomeBuildOptions options, IReadOnlyList<TimeSeries> recordings)
    {
        if (options.Kind == ConnectivityKind.Tangent)
        {
            return Tangent(recordings, options.Estimator);
        }

        var built = new Parsed<Matrix>[recordings.Count];
        Parallel.For(0, built.Length, Threads(options), k => built[k] = options.Kind == ConnectivityKind.Coherence
            ? CoherenceOf(recordings[k], options)
            : FunctionalConnectivity.Compute(recordings[k], options.Kind, options.Estimator));
        var bag = new DiagnosticBag();
        List<Matrix> matrices = [];
        foreach (var one in built)
        {
            bag.AddRange(one.Diagnostics);
            if (one.TryGetValue(out var matrix))
            {
                matrices.Add(options.FisherZ ? FunctionalConnectivity.FisherZ(matrix) : matrix);
            }
        }

        return bag.Finish<IReadOnlyList<Matrix>>(() => matrices);
    }

    /// <summary>Coherence in the band asked for; E626 where the recording is too short or no frequency of its segments lies in the band.</summary>
    private static Parsed<Matrix> CoherenceOf(TimeSeries series, ConnectomeBuildOptions options)
    {
        int length = options.Segment > 0 ? options.Segment : Coherence.StandardSegment(series.Volumes);
        if (!Coherence.CanSegment(series.Volumes, length))
        {
            return Parsed.Failed<Matrix>(Diagnostic.Error(
                "E626", "Coherence needs several segments of the recording", new(series.Source), $"{series.Volumes} volumes in segments of {length}", "an even segment of 4 volumes up to half of the recording", "Pass another --segment, or use correlations"));
        }

        double tr = options.RepetitionTimeSeconds ?? 1;
        double low = (options.LowHz ?? 0) * tr;
        double high = options.HighHz * tr ?? 0.5;
        return Coherence.Bins(length, low, high).Any()
            ? Parsed.Of(Coherence.Compute(series, length, low, high))
            : Parsed.Failed<Matrix>(Diagnostic.Error(
                "E627", "No frequency of a segment lies in the band", new(series.Source), $"{options.LowHz ?? 0} to {options.HighHz ?? 0.5 / tr} Hz", $"multiples of {1 / (length * tr)} Hz up to {0.5 / tr} Hz", "Pass a wider band or a longer --segment"));
    }

    private static Parsed<IReadOnlyList<Matrix>> Tangent(IReadOnlyList<TimeSeries> recordings, CovarianceEstimator estimator)
    {
        var bag = new DiagnosticBag();
        List<Matrix> covariances = [];
        foreach (var series in recordings)
        {
            if (!series.Regions.SequenceEqual(recordings[0].Regions, StringComparer.Ordinal))
            {
                bag.Add(Diagnostic.Error("E621", "The regions differ from those of the first recording", new(series.Source, 1), fix: "Use recordings of one parcellation"));
            }
            else if (series.Varying.Count != series.Regions.Count)
            {
                bag.Add(Diagnostic.Error("E622", "The tangent space needs every region in every recording", new(series.Source), $"{series.Varying.Count} varying regions", $"{series.Regions.Count}"));
            }
            else if (Cholesky.TryFactorise(Covariance.Estimate(series.Values, estimator), out _))
            {
                covariances.Add(Covariance.Estimate(series.Values, estimator));
            }
            else
            {
                bag.Add(Diagnostic.Error("E620", "The covariance is singular, so it has no tangent", new(series.Source), $"{series.Volumes} volumes for {series.Regions.Count} regions", fix: "Use --estimator ledoit-wolf"));
            }
        }

        if (bag.HasErrors)
        {
            return bag.Fail<IReadOnlyList<Matrix>>();
        }

        var space = TangentSpace.Fit(covariances);
        if (!space.HasConverged)
        {
            bag.Add(Diagnostic.Warning("E623", "The geometric mean was still moving after 30 iterations", Place.Nowhere));
        }

        return bag.Finish<IReadOnlyList<Matrix>>(() => [.. covariances.Select(space.Project)]);
    }

    private static Parsed<string> Deliver(ConnectomeBuildOptions options, IReadOnlyList<TimeSeries> recordings, IReadOnlyList<Matrix> matrices)
    {
        if (options.OutputFolder is null)
        {
            return matrices.Count == 1
                ? Parsed.Of(MatrixText.Write(recordings[0].Regions, recordings[0].Regions, matrices[0], options.Bare))
                : Parsed.Failed<string>(Diagnostic.Error("E624", "Several matrices need a folder", Place.Nowhere, $"{matrices.Count} recordings", "--out DIR", "Pass --out DIR"));
        }

        string kind = options.Kind.ToString().ToLowerInvariant() + (options.FisherZ ? "-z" : "");
        string[] paths = [.. recordings.Select(r => Path.Combine(options.OutputFolder, $"{Stem(r.Source)}_{kind}{(options.Binary ? ".npy" : ".tsv")}"))];
        if (paths.Distinct(StringComparer.OrdinalIgnoreCase).Count() < paths.Length)
        {
            return Parsed.Failed<string>(Diagnostic.Error("E625", "Two recordings have the same file name, so one matrix would overwrite the other", Place.Nowhere, fix: "Rename one, or run them separately"));
        }

        Parallel.For(0, paths.Length, Threads(options), i => AtomicFile.Write(paths[i], stream => stream.Write(
            (options.Binary ? MatrixText.Npy(matrices[i]) : MatrixText.Bytes(recordings[i].Regions, recordings[i].Regions, matrices[i], options.Bare)).Span)));
        var table = new Table("input", "output", "regions", "volumes");
        for (int i = 0; i < paths.Length; i++)
        {
            table.Add(recordings[i].Source, paths[i], recordings[i].Regions.Count, recordings[i].Volumes);
        }

        return Parsed.Of(table.ToTsv());
    }

    /// <summary>The file name without its folder, compression and format.</summary>
    private static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return Path.GetFileNameWithoutExtension(name);
    }
}
