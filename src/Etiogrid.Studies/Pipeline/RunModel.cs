using System.Text.Json;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Studies.Ledger;

namespace Etiogrid.Studies.Pipeline;

/// <summary>
/// The model of a finished run, kept in <c>logs/model.json</c> and <c>logs/learned.tsv</c>, so that questions about its people
/// (<c>whatif</c>, <c>grid learn</c>) are answered by the same model without the study's data.
/// </summary>
public sealed record RunModel
{
    private const string File = "model.json";
    private const string LearnedFile = "learned.tsv";

    /// <summary>Version of the general grid.</summary>
    public required string GridVersion { get; init; }

    /// <summary>Its hash.</summary>
    public required string GridSha256 { get; init; }

    /// <summary>True when unverified rows took part.</summary>
    public required bool IncludesUnverified { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Version of the ledger whose parameters were used; 0 = the literature.</summary>
    public required int LedgerVersion { get; init; }

    /// <summary>Largest combination of interventions.</summary>
    public required int MaxCombination { get; init; }

    /// <summary>Conditions that exclude interventions.</summary>
    public required IReadOnlyList<string> ExcludeIf { get; init; }

    /// <summary>Degrees of freedom of heavy-tailed markers; null = normal.</summary>
    public double? MarkerFreedom { get; init; }

    /// <summary>How markers correlate.</summary>
    public required IReadOnlyList<CorrelationGroup> Correlations { get; init; }

    /// <summary>Writes what a run's model was.</summary>
    public static void Write(RunFolders folders, OpenedStudy opened, bool includesUnverified, IReadOnlyList<MarkerCorrelation> correlations)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(opened);
        var model = new RunModel
        {
            GridVersion = opened.Grid.Version,
            GridSha256 = opened.Grid.Sha256,
            IncludesUnverified = includesUnverified,
            Seed = opened.Seed,
            MarkerFreedom = opened.Study.Config.MarkerFreedom,
            LedgerVersion = opened.Learned?.Version ?? 0,
            MaxCombination = opened.Study.Config.MaxCombination,
            ExcludeIf = opened.Study.Config.ExcludeIf,
            Correlations = [.. correlations.Select(c => new CorrelationGroup(c.Markers, c.Correlation.Values, c.SharesSignal))],
        };
        AtomicFile.WriteText(Path.Combine(folders.Logs, File), ResultJson.Write(model));
        if (opened.Learned is { } learned)
        {
            AtomicFile.WriteText(Path.Combine(folders.Logs, LearnedFile), ParameterFile.ToTsv(learned.Parameters));
        }
    }

    /// <summary>Reads the model of a finished run.</summary>
    public static Parsed<RunModel> Read(RunFolders folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return ReadJson<RunModel>(Path.Combine(folders.Logs, File), "an output folder of: etiogrid STUDY OUT participant");
    }

    /// <summary>The general grid of the run; E713 where today's tables are not those of the run.</summary>
    /// <param name="folders">The run.</param>
    /// <param name="overlay">The study's own <c>knowledge</c> folder, if the run had one.</param>
    public Parsed<GeneralGrid> ReadGrid(RunFolders folders, string? overlay)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return KnowledgeBase.Read(overlay).Select(k => k.BuildGrid(IncludesUnverified)).Then(grid => Learned(folders, grid)).Then(grid => grid.Sha256 == GridSha256
            ? Parsed.Of(grid)
            : Parsed.Failed<GeneralGrid>(Diagnostic.Error("E713", "The knowledge tables are not those of the run", new Place(Path.Combine(folders.Logs, File)), grid.Sha256, GridSha256,
                "Name the study's own tables with --knowledge STUDY/knowledge, or run the participant level again")));
    }

    /// <summary>Marker correlations in the terms of inference.</summary>
    public IReadOnlyList<MarkerCorrelation> MarkerCorrelations() =>
        [.. Correlations.Select(c => new MarkerCorrelation(c.Markers, new Matrix(c.Markers.Count, c.Markers.Count, [.. c.Values]), c.SharesSignal))];

    /// <summary>Reads a JSON file of a run.</summary>
    internal static Parsed<T> ReadJson<T>(string path, string expected)
    {
        if (!System.IO.File.Exists(path))
        {
            return Parsed.Failed<T>(Diagnostic.Error("E101", "The run has no such result", new Place(path), null, expected, "Run the participant level first"));
        }

        try
        {
            return Parsed.Of(ResultJson.Read<T>(System.IO.File.ReadAllText(path)));
        }
        catch (JsonException e)
        {
            return Parsed.Failed<T>(Diagnostic.Error("E105", $"The file cannot be read: {e.Message}", new Place(path, e.LineNumber + 1), null, expected, "Run the participant level again"));
        }
    }

    private Parsed<GeneralGrid> Learned(RunFolders folders, GeneralGrid grid) => LedgerVersion == 0
        ? Parsed.Of(grid)
        : ParameterFile.Read(Path.Combine(folders.Logs, LearnedFile)).Select(p => LearnedGrid.Apply(grid, p, LedgerVersion));

    /// <summary>A group of correlated markers, row by row.</summary>
    public sealed record CorrelationGroup(IReadOnlyList<string> Markers, IReadOnlyList<double> Values, bool SharesSignal);
}
