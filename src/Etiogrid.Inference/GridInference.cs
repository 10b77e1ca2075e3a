using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference;

/// <summary>Computes the posterior of a <see cref="GridModel"/> with the engine that suits it. Method page: <c>docs/methods/grid-inference.md</c>.</summary>
public static class GridInference
{
    private const double MostConfigurations = 1e12;
    private const double PairTables = 6;
    private const double QuickEnumeration = 2e5;
    private const double QuickElimination = 4e7;

    /// <summary>The posterior, or E705 when the observations are impossible under the model.</summary>
    public static Parsed<GridPosterior> Infer(GridModel model, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= GridInferenceOptions.Default;
        options.Cancellation.ThrowIfCancellationRequested();
        if (TooManyStates(model, options) is { } tooMany)
        {
            return Parsed.Failed<GridPosterior>(tooMany);
        }

        var (grid, pruned) = StatePruning.Prune(CompiledGrid.Compile(model), options.PruneBelow);
        var choice = new EngineChoice(grid, options);
        if (choice.MemoryBytes > options.MemoryLimit || (choice.Engine == GridEngine.Enumeration && grid.Configurations > MostConfigurations))
        {
            return Parsed.Failed<GridPosterior>(TooLarge(choice, options));
        }

        var posterior = Run(choice, options);
        return posterior is not null ? Parsed.Of(pruned.Apply(posterior)) : Parsed.Failed<GridPosterior>(Refusal(model, options, options.Engine));
    }

    /// <summary>
    /// Draws from the posterior, thinned from tempered Gibbs chains keyed by the options' seed and participant; or E705 when the
    /// observations are impossible under the model. For expectations of functions that no engine gives in closed form.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one draw is asked for.</exception>
    public static Parsed<ConfigurationDraws> Draw(GridModel model, int count, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var draws = TemperedGibbsEngine.Draw(CompiledGrid.Compile(model), count, options ?? GridInferenceOptions.Default);
        return draws is not null ? Parsed.Of(draws) : Parsed.Failed<ConfigurationDraws>(Refusal(model, options ?? GridInferenceOptions.Default, GridEngine.TemperedGibbs));
    }

    /// <summary>The engine that <see cref="Infer"/> would try first.</summary>
    public static GridEngine ChooseEngine(GridModel model, GridInferenceOptions? options = null) => Forecast(model, options).Value.Engine;

    /// <summary>What <see cref="Infer"/> would do: engine, work, memory and time, from the structure of the model alone, in milliseconds; E706 when it would not even fit.</summary>
    public static Parsed<GridForecast> Forecast(GridModel model, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= GridInferenceOptions.Default;
        return TooManyStates(model, options) is { } tooMany
            ? Parsed.Failed<GridForecast>(tooMany)
            : Parsed.Of(new EngineChoice(StatePruning.Prune(CompiledGrid.Compile(model), options.PruneBelow).Grid, options).Forecast());
    }

    /// <summary>
    /// P(state) of every pathway without pairs or configurations, for the many variants of a model that readouts compare: exact where
    /// that is cheap, else two Gibbs chains with common random numbers; null when the observations are impossible.
    /// </summary>
    internal static QuickMarginals? Marginals(GridModel model, GridInferenceOptions options)
    {
        var grid = CompiledGrid.Compile(model);
        if (grid.Configurations <= QuickEnumeration)
        {
            return EnumerationEngine.Infer(grid, options) is { } posterior ? new(posterior.StateProbabilities, true) : null;
        }

        return SignedPlan.Of(grid) is { } plan && plan.Cost <= QuickElimination && SignedProductEngine.Marginals(plan, options) is { } exact
            ? new(exact.States, true)
            : QuickGibbs.Run(grid, options);
    }

    /// <summary>The same for many variants, several at a time.</summary>
    internal static QuickMarginals?[] Marginals(IReadOnlyList<GridModel> models, GridInferenceOptions options)
    {
        var results = new QuickMarginals?[models.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = options.Cancellation };
        Parallel.For(0, models.Count, parallel, i => results[i] = Marginals(models[i], options with { Threads = 1 }));
        return results;
    }

    private static GridPosterior? Run(EngineChoice choice, GridInferenceOptions options) => choice.Engine switch
    {
        GridEngine.Enumeration => EnumerationEngine.Infer(choice.Grid, options),
        GridEngine.TemperedGibbs => TemperedGibbsEngine.Infer(choice.Grid, options),
        GridEngine.SignedProduct => Signed(choice, options) ?? (options.Engine is null ? Run(new(choice.Grid, options with { Engine = choice.WithoutElimination }), options) : null),
        GridEngine.BestFirst => BestFirst(choice.Grid, options),
        var engine => throw new ArgumentOutOfRangeException(nameof(options), engine, "No such engine."),
    };

    private static GridPosterior? Signed(EngineChoice choice, GridInferenceOptions options) =>
        choice.Plan is { } plan ? SignedProductEngine.Infer(plan, choice.ExactPairs, options) : null;

    /// <summary>Best-first search; where it misses its target and was not asked for by name, sampling.</summary>
    private static GridPosterior? BestFirst(CompiledGrid grid, GridInferenceOptions options)
    {
        bool forced = options.Engine == GridEngine.BestFirst;
        var found = BestFirstEngine.Infer(grid, options, !forced);
        return found is not null || forced ? found : TemperedGibbsEngine.Infer(grid, options);
    }

    /// <summary>Every engine needs the factors of all pairs of states.</summary>
    private static Diagnostic? TooManyStates(GridModel model, GridInferenceOptions options)
    {
        double states = model.Pathways.Sum(p => p.StateCount);
        double bytes = states * states * 8 * PairTables;
        return bytes <= options.MemoryLimit ? null : Diagnostic.Error(
            "E706",
            "The model is too large for the memory given",
            new Place(null, null, "pathways"),
            string.Create(CultureInfo.InvariantCulture, $"{model.Pathways.Count} pathways with {states} states need {bytes / 1e6:0} MB"),
            string.Create(CultureInfo.InvariantCulture, $"at most {options.MemoryLimit / 1e6:0} MB"),
            "Give more memory, or leave out pathways");
    }

    private static Diagnostic TooLarge(EngineChoice choice, GridInferenceOptions options) => Diagnostic.Error(
        "E706",
        "The model is too large for the memory given",
        new Place(null, null, "engine"),
        string.Create(CultureInfo.InvariantCulture, $"{choice.Engine} needs {choice.MemoryBytes / 1e6:0} MB for {choice.Grid.Configurations:G3} configurations"),
        string.Create(CultureInfo.InvariantCulture, $"at most {options.MemoryLimit / 1e6:0} MB, and at most {MostConfigurations:G1} configurations to enumerate"),
        "Let the engine be chosen, give more memory, or leave out pathways, couplings or markers that tie many pathways together");

    private static Diagnostic Refusal(GridModel model, GridInferenceOptions options, GridEngine? engine) => engine == GridEngine.SignedProduct
        ? Diagnostic.Error("E706", "The signed product form does not suit this model", new Place(null, null, "engine"), null, "small blocks and little cancellation", "Let the engine be chosen")
        : Diagnostic.Error(
            "E705",
            "The observations have probability zero under the model",
            new Place(null, null, "observations"),
            string.Join(", ", Contradictions.Find(model, options)),
            "observations that some configuration of pathways can produce",
            "Remove one of these observations, or give symptoms a leak between 0 and 1");
}
