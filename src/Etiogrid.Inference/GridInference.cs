using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference;

/// <summary>Computes the posterior of a <see cref="GridModel"/> with the engine that suits it. Method page: <c>docs/methods/grid-inference.md</c>.</summary>
public static class GridInference
{
    private const double QuickEnumeration = 2e5;
    private const double QuickElimination = 2e6;

    /// <summary>The posterior, or E705 when the observations are impossible under the model.</summary>
    public static Parsed<GridPosterior> Infer(GridModel model, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= GridInferenceOptions.Default;
        var grid = CompiledGrid.Compile(model);
        var posterior = Run(grid, options);
        return posterior is not null ? Parsed.Of(posterior) : Parsed.Failed<GridPosterior>(Refusal(options.Engine));
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
        return draws is not null ? Parsed.Of(draws) : Parsed.Failed<ConfigurationDraws>(Refusal(GridEngine.TemperedGibbs));
    }

    /// <summary>The engine that <see cref="Infer"/> would try first.</summary>
    public static GridEngine ChooseEngine(GridModel model, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Choose(CompiledGrid.Compile(model), options ?? GridInferenceOptions.Default);
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

        return SignedProductEngine.Cost(grid, false) <= QuickElimination && SignedProductEngine.Marginals(grid, options) is { } exact
            ? new(exact.States, true)
            : QuickGibbs.Run(grid, options);
    }

    private static GridPosterior? Run(CompiledGrid grid, GridInferenceOptions options) => Choose(grid, options) switch
    {
        GridEngine.Enumeration => EnumerationEngine.Infer(grid, options),
        GridEngine.TemperedGibbs => TemperedGibbsEngine.Infer(grid, options),
        GridEngine.SignedProduct when options.Engine is null => SignedProductEngine.Infer(grid, options) ?? Run(grid, options with { Engine = WithoutElimination(grid, options) }),
        GridEngine.SignedProduct => SignedProductEngine.Infer(grid, options),
        var engine => throw new ArgumentOutOfRangeException(nameof(options), engine, "No such engine."),
    };

    /// <summary>Enumeration while it is cheap, then the signed product form while its tables are, then longer enumeration, then sampling.</summary>
    private static GridEngine Choose(CompiledGrid grid, GridInferenceOptions options)
    {
        if (options.Engine is { } forced)
        {
            return forced;
        }

        return grid.Configurations <= options.EnumerationLimit ? GridEngine.Enumeration
            : SignedProductEngine.Cost(grid, true) <= options.EliminationLimit ? GridEngine.SignedProduct
            : WithoutElimination(grid, options);
    }

    private static GridEngine WithoutElimination(CompiledGrid grid, GridInferenceOptions options) =>
        grid.Configurations <= Math.Max(options.EnumerationLimit, options.LastEnumerationLimit) ? GridEngine.Enumeration : GridEngine.TemperedGibbs;

    private static Diagnostic Refusal(GridEngine? engine) => engine == GridEngine.SignedProduct
        ? Diagnostic.Error("E706", "The signed product form does not suit this model", new Place(null, null, "engine"), null, "small blocks and little cancellation", "Let the engine be chosen")
        : Diagnostic.Error(
            "E705",
            "The observations have probability zero under the model",
            new Place(null, null, "observations"),
            null,
            "observations that some configuration of pathways can produce",
            "Give symptoms a leak above 0, or remove the observation that contradicts the others");
}
