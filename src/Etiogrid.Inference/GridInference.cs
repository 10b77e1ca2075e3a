using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference;

/// <summary>Computes the posterior of a <see cref="GridModel"/> with the engine that suits it. Method page: <c>docs/methods/grid-inference.md</c>.</summary>
public static class GridInference
{
    /// <summary>The posterior, or E705 when the observations are impossible under the model.</summary>
    public static Parsed<GridPosterior> Infer(GridModel model, GridInferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= GridInferenceOptions.Default;
        var grid = CompiledGrid.Compile(model);
        var posterior = Run(grid, options);
        return posterior is not null ? Parsed.Of(posterior) : Parsed.Failed<GridPosterior>(Impossible());
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
        return draws is not null ? Parsed.Of(draws) : Parsed.Failed<ConfigurationDraws>(Impossible());
    }

    private static GridPosterior? Run(CompiledGrid grid, GridInferenceOptions options)
    {
        GridEngine engine = options.Engine ?? (grid.Configurations <= options.EnumerationLimit ? GridEngine.Enumeration : GridEngine.TemperedGibbs);
        return engine switch
        {
            GridEngine.Enumeration => EnumerationEngine.Infer(grid, options),
            GridEngine.TemperedGibbs => TemperedGibbsEngine.Infer(grid, options),
            _ => throw new ArgumentOutOfRangeException(nameof(options), engine, "No such engine."),
        };
    }

    private static Diagnostic Impossible() => Diagnostic.Error(
        "E705",
        "The observations have probability zero under the model",
        new Place(null, null, "observations"),
        null,
        "observations that some configuration of pathways can produce",
        "Give symptoms a leak above 0, or remove the observation that contradicts the others");
}
