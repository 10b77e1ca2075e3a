using System.Text.Json;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of <c>grid infer</c>.</summary>
public static partial class GridTools
{
    // One model at a time may take a few seconds: 2^26 configurations are enumerated at once, more where nothing exact is cheaper.
    private const double PreferredEnumeration = 7e7;
    private const double LastEnumeration = 4e8;
    private const double LargestElimination = 2e9;
    private const double EffectiveSamples = 20_000;
    private const int SearchNodes = 200_000;

    /// <summary><c>grid infer</c>: the posterior of an explicit model, as JSON.</summary>
    public static Parsed<string> Infer(GridInferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var inference = new GridInferenceOptions
        {
            Threads = options.Threads,
            Seed = options.Seed,
            Engine = options.Engine,
            EnumerationLimit = PreferredEnumeration,
            LastEnumerationLimit = LastEnumeration,
            EliminationLimit = LargestElimination,
            TargetEffectiveSamples = EffectiveSamples,
            LargestNodes = SearchNodes,
            MemoryLimit = options.MemoryMegabytes is { } megabytes ? megabytes * 1e6 : GridInferenceOptions.Default.MemoryLimit,
            Cancellation = options.Cancellation,
        };
        if (!(inference.MemoryLimit > 0))
        {
            return Parsed.Failed<string>(Diagnostic.Error("E002", "The memory limit is not positive", new Place(null, null, "--memory-mb"), Text(inference.MemoryLimit / 1e6), "a positive number of megabytes"));
        }

        var answer = GridModelFile.Read(options.ModelFile).Then(model => GridInference.Forecast(model, inference).Then(forecast =>
        {
            options.Announce?.Invoke(forecast.Statement);
            return GridInference.Infer(model, inference).Select(posterior => PosteriorJson(posterior, forecast));
        }));
        return answer.HasValue ? answer : Parsed.Failed<string>(answer.Diagnostics.Select(d => d with { Place = d.Place with { File = d.Place.File ?? options.ModelFile } }));
    }

    private static string PosteriorJson(GridPosterior posterior, GridForecast forecast) => GridJson.Write(json =>
    {
        int n = posterior.Model.Pathways.Count;
        json.WriteStartObject();
        json.WriteNumber("log_evidence", posterior.LogEvidence);
        json.WriteNumbers("p_causal", Enumerable.Range(0, n).Select(posterior.Causal));
        json.WriteNumbers("p_comp", Enumerable.Range(0, n).Select(posterior.Compensatory));
        json.WriteStartArray("pairwise_causal");
        for (int i = 0; i < n; i++)
        {
            json.WriteStartArray();
            for (int j = 0; j < n; j++)
            {
                json.WriteNumberValue(posterior.PairCausal[i, j]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteTop(json, posterior);
        json.WriteString("engine", posterior.Engine.ToString());
        json.WriteString("error", posterior.Error.Statement);
        json.WriteNumber("error_bound", posterior.Error.Bound);
        json.WriteNumber("log_evidence_error", posterior.Error.LogEvidenceError);
        if (posterior.Error.UnexploredMass is { } unexplored)
        {
            json.WriteNumber("unexplored_mass", unexplored);
        }

        if (posterior.Error.EffectiveSampleSize is { } size)
        {
            json.WriteNumber("effective_sample_size", size);
            json.WriteNumber("r_hat", posterior.Error.RHat!.Value);
        }

        json.WriteStartObject("forecast");
        json.WriteString("engine", forecast.Engine.ToString());
        json.WriteNumber("work", forecast.Work);
        json.WriteString("unit", forecast.Unit);
        json.WriteNumber("memory_mb", forecast.MemoryBytes / 1e6);
        json.WriteNumber("seconds", forecast.Seconds);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteTop(Utf8JsonWriter json, GridPosterior posterior)
    {
        json.WriteStartArray("top5");
        foreach (var configuration in posterior.Top)
        {
            json.WriteStartArray();
            json.WriteNumberValue(configuration.Probability);
            json.WriteStartArray();
            foreach (int state in configuration.States)
            {
                json.WriteNumberValue(state);
            }

            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
