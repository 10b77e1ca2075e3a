using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Inference.Learning;

/// <summary>What outcomes have taught: parameters that some outcome could inform, and how far each trial was believed.</summary>
/// <param name="Values">By kind and key.</param>
/// <param name="Trials">By id.</param>
/// <param name="Heterogeneity">tau of each kind: spread between literature and population, on the natural scale.</param>
public sealed record LearnedParameters(IReadOnlyList<LearnedParameter> Values, IReadOnlyList<TrialTrust> Trials, IReadOnlyList<(ParameterKind Kind, double Tau)> Heterogeneity)
{
    /// <summary>Nothing learned.</summary>
    public static LearnedParameters None { get; } = new([], [], []);

    /// <summary>The grid with learned means and standard deviations in the place of the literature's. Version and hash stay the caller's business.</summary>
    public GeneralGrid ApplyTo(GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var values = Values.ToDictionary(v => v.Id);
        UncertainValue At(UncertainValue old, ParameterId id) => values.TryGetValue(id, out var v) ? old with { Mean = v.Mean, Sd = v.UsedSd } : old;
        return grid with
        {
            Symptoms = [.. grid.Symptoms.Select(s => s with { Links = [.. s.Links.Select(l => l with { LogitLambda = At(l.LogitLambda, ParameterId.Of(s.Id, l)) })] })],
            Couplings = [.. grid.Couplings.Select(c => c with { LogitKappa = At(c.LogitKappa, ParameterId.Of(c)) })],
            Markers = [.. grid.Markers.Select(m => m with { Loadings = [.. m.Loadings.Select(l => l with { Loading = At(l.Loading, ParameterId.Of(m.Id, l)) })] })],
            Interventions = [.. grid.Interventions.Select(i => i with { Effects = [.. i.Effects.Select(e => e with { LogitEfficacy = At(e.LogitEfficacy, ParameterId.Of(i.Id, e)) })] })],
        };
    }
}
