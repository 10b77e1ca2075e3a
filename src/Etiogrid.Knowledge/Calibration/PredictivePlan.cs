using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>Parameters as the inner loop of the simulation wants them: loads and leak shifts by exposure, links by state.</summary>
internal sealed class PredictivePlan
{
    public PredictivePlan(CalibrationModel model, CalibrationState state)
    {
        StateBase = new double[model.States.Length];
        LoadsOf = Loads(model, state, StateBase, out double[] variance);
        LeakBase = [.. state.Leak];
        ShiftsOf = Shifts(model, state, LeakBase);
        Threshold = [.. model.States.Select(s => Normal.Quantile(1 - Logit.ToProbability(state.Prevalence[s.Pathway])))];
        ResidualSd = [.. variance.Select(v => Math.Sqrt(1 - v))];
        LinksOf = [.. Enumerable.Range(0, model.States.Length).Select(s => model.Links.Select((l, i) => (l.State, l.Symptom, Kept: 1 - Logit.ToProbability(state.Link[i])))
            .Where(l => l.State == s).Select(l => (l.Symptom, l.Kept)).ToArray())];
    }

    /// <summary>Liability of each state with no exposure.</summary>
    public double[] StateBase { get; }

    public (int State, double Load)[][] LoadsOf { get; }

    /// <summary>logit leak of each symptom with no exposure.</summary>
    public double[] LeakBase { get; }

    public (int Symptom, double Shift)[][] ShiftsOf { get; }

    public double[] Threshold { get; }

    /// <summary>Residual standard deviation of each liability, as a person's prior has it: 1 - sum of b^2 f (1 - f).</summary>
    public double[] ResidualSd { get; }

    public (int Symptom, double Kept)[][] LinksOf { get; }

    private static (int, double)[][] Loads(CalibrationModel model, CalibrationState state, double[] stateBase, out double[] variance)
    {
        var loads = Enumerable.Range(0, model.Frequencies.Length).Select(_ => new List<(int, double)>()).ToArray();
        variance = new double[stateBase.Length];
        foreach (var (exposure, target, load) in model.Mapped)
        {
            double f = model.Frequencies[exposure];
            double b = load * state.Mapped[exposure];
            loads[exposure].Add((target, b));
            stateBase[target] -= b * f;
            variance[target] += b * b * f * (1 - f);
        }

        return [.. loads.Select(l => l.ToArray())];
    }

    /// <summary>What no pathway explains: u of a pair shifts the leak of the outcome's symptoms, in proportion to their weights.</summary>
    private static (int, double)[][] Shifts(CalibrationModel model, CalibrationState state, double[] leakBase)
    {
        var shifts = new double[model.Frequencies.Length, leakBase.Length];
        for (int p = 0; p < model.Pairs.Length; p++)
        {
            var (e, o) = model.Pairs[p];
            for (int j = 0; j < model.Outcomes[o].Symptoms.Length; j++)
            {
                double shift = state.Unexplained[p] * model.Outcomes[o].Weights[j];
                shifts[e, model.Outcomes[o].Symptoms[j]] += shift;
                leakBase[model.Outcomes[o].Symptoms[j]] -= shift * model.Frequencies[e];
            }
        }

        return [.. Enumerable.Range(0, shifts.GetLength(0)).Select(e => Enumerable.Range(0, leakBase.Length).Where(d => shifts[e, d] != 0).Select(d => (d, shifts[e, d])).ToArray())];
    }
}
