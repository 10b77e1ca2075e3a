namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// Solves for parameters whose simulated population shows the published odds ratios and the stated prevalences: damped Gauss-Newton on
/// the posterior mode, every parameter held near its elicited value by its elicited uncertainty. Each round simulates the population,
/// moves prevalences, links and leaks (analytic Jacobian) and then the loads of exposures (finite differences on the same people).
/// See <c>docs/methods/knowledge-calibration.md</c>.
/// </summary>
public static class Calibrator
{
    private const int FewestPeople = 1000;

    /// <summary>Rounds on everybody; the earlier ones use a quarter.</summary>
    private const int LastRounds = 4;

    /// <summary>Calibrates the parameters of a knowledge base.</summary>
    public static CalibrationResult Run(KnowledgeBase tables, CalibrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(options);
        if (options.People < FewestPeople)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.People, $"At least {FewestPeople} people are needed.");
        }

        var model = new CalibrationModel(tables, options.IncludeUnverified);
        var population = ExposurePopulation.Draw(tables, options);
        var everyone = new PriorPredictive(model, population, options.People, options.Threads);
        var some = new PriorPredictive(model, population, Math.Max(FewestPeople, options.People / 4), options.Threads);
        var state = model.Start();
        double[] spread = new double[model.Pairs.Length];
        for (int round = 0; round < options.Rounds; round++)
        {
            var predictive = round < options.Rounds - LastRounds ? some : everyone;
            var seen = predictive.Run(state);
            state = LoadStep.Take(model, predictive, PrevalenceStep.Take(model, state, seen), seen, spread);
        }

        var final = everyone.Run(state);
        state = WithIntercepts(model, state, final);
        var withoutUnexplained = everyone.Run(state with { Unexplained = new double[state.Unexplained.Length] });
        return new(Parameters(model, state, spread, options), Residuals.Effects(model, state, final, withoutUnexplained, Ceilings(model, some, state)), Residuals.Prevalences(model, state, final));
    }

    /// <summary>The state with the intercepts at which every outcome has its lifetime prevalence.</summary>
    internal static CalibrationState WithIntercepts(CalibrationModel model, CalibrationState state, PredictiveSummary seen) =>
        state with { Intercept = [.. model.Outcomes.Select((o, i) => o.SolveIntercept(seen.Patterns[i]))] };

    /// <summary>log odds ratio of every pair when its exposure alone, of all exposures, has its largest loads and nothing stays unexplained.</summary>
    private static double[] Ceilings(CalibrationModel model, PriorPredictive predictive, CalibrationState state)
    {
        double[] ceilings = new double[model.Pairs.Length];
        foreach (var pairs in Enumerable.Range(0, ceilings.Length).Where(p => model.MappedBy[model.Pairs[p].Exposure]).GroupBy(p => model.Pairs[p].Exposure))
        {
            double[] mapped = [.. state.Mapped];
            mapped[pairs.Key] = model.LargestFactor[pairs.Key];
            double[] seen = LoadStep.LogOdds(model, predictive.Run(state with { Mapped = mapped, Unexplained = new double[ceilings.Length] }));
            foreach (int p in pairs)
            {
                ceilings[p] = seen[p];
            }
        }

        return ceilings;
    }

    private static ParameterSet Parameters(CalibrationModel model, CalibrationState state, double[] spread, CalibrationOptions options)
    {
        var values = new List<(string Kind, string Key, double Mean, double Sd, double Elicited)>();
        values.AddRange(model.Tables.Pathways.Select((p, k) => ("prevalence", p.Id.Key, Round(state.Prevalence[k]), model.Prevalences[k].Sd, Round(model.Prevalences[k].Mean))));
        values.AddRange(model.Links.Select((l, i) => ("link", l.Key, Round(state.Link[i]), l.Value.Sd, Round(l.Value.Mean))));
        values.AddRange(model.Tables.Symptoms.Select((s, d) => ("leak", s.Id.Key, Round(state.Leak[d]), model.Leaks[d].Sd, Round(model.Leaks[d].Mean))));
        for (int e = 0; e < model.Frequencies.Length; e++)
        {
            string key = model.Tables.Exposures[e].Id.Key;
            if (model.MappedBy[e])
            {
                values.Add(("mapped", key, Round(state.Mapped[e]), LoadStep.MappedLogSd, 1));
            }
        }

        values.AddRange(model.Pairs.Select((p, i) => ("unexplained", $"{model.Tables.Exposures[p.Exposure].Id}/{model.Outcomes[p.Outcome].Id}", Round(state.Unexplained[i]), Round(spread[i]), 0.0)));

        values.AddRange(model.Outcomes.Select((o, i) => ("intercept", o.Id, Round(state.Intercept[i]), 0.0, 0.0)));
        return new(model.Tables.Sha256, model.IncludeUnverified, options.People, options.Seed, values);
    }

    /// <summary>Six decimals: far below the Monte Carlo error, and stable text.</summary>
    private static double Round(double value) => Math.Round(value, 6, MidpointRounding.ToEven) + 0.0;
}
