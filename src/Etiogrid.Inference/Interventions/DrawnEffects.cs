using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Interventions;

/// <summary>Efficacies and symptom links laid out draw by draw: adding an option is a few products over rows of draws.</summary>
internal sealed class DrawnEffects
{
    private readonly CombinationOptions _settings;
    private readonly int _pathways;
    private readonly double[][] _startSurvival;
    private readonly double _startSum;
    private readonly double[] _untreatedPresent;
    private readonly double[] _untreatedAbsent;
    private readonly Dictionary<(int Pathway, int Target), double[]> _lambdas;
    private readonly List<Touch>[] _touches;
    private readonly int[][] _targetsOf;
    private readonly double[]?[] _harms;
    private readonly double[] _meanHarms;
    private readonly double[] _ratio;

    public DrawnEffects(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> targets, IReadOnlyList<InterventionOption> options, CombinationOptions settings)
    {
        (_settings, _pathways, Draws) = (settings, model.Pathways.Count, draws.Count);
        _ratio = new double[Draws];
        _startSurvival = [.. targets.Select(d => Survival(model, model.Symptoms[d], draws))];
        _startSum = _startSurvival.Sum(s => Moments.Sum(s));
        _untreatedPresent = Present(_startSurvival);
        _untreatedAbsent = AllAbsent(_startSurvival);
        _lambdas = Lambdas(model, draws, targets);
        _touches = [.. options.Select(_ => new List<Touch>())];
        _harms = new double[options.Count][];
        for (int a = 0; a < options.Count; a++)
        {
            for (int e = 0; e < options[a].Effects.Count; e++)
            {
                AddEffect(model, draws, a, options[a].Effects[e], Philox.For(settings.Seed, settings.Participant, $"efficacy-{options[a].Name}-{e}"));
            }
        }

        _targetsOf = [.. _touches.Select(t => t.SelectMany(x => x.Links.Select(l => l.Target)).Distinct().Order().ToArray())];
        _meanHarms = [.. _harms.Select(h => h is null ? 0 : Moments.Mean(h))];
    }

    public int Draws { get; }

    /// <summary>False for an option that touches no altered pathway in any draw: it could only add burden.</summary>
    public bool Acts(int option) => _touches[option].Count > 0;

    /// <summary>Room for one step of a combination.</summary>
    public CombinationFrame NewFrame() => new(_pathways, _startSurvival.Length, Draws);

    /// <summary>The frame of doing nothing.</summary>
    public CombinationFrame Start()
    {
        var frame = NewFrame();
        for (int t = 0; t < _startSurvival.Length; t++)
        {
            frame.Survival[t] = _startSurvival[t];
            frame.Sums[t] = Moments.Sum(_startSurvival[t]);
        }

        return frame;
    }

    /// <summary>Adds an option to a combination; <paramref name="into"/> borrows what the option leaves as it was.</summary>
    public void Add(CombinationFrame from, int option, CombinationFrame into)
    {
        into.Borrow(from);
        foreach (var touch in _touches[option])
        {
            double[]? remaining = into.Remaining[touch.Pathway];
            foreach (var link in touch.Links)
            {
                if (remaining is not null)
                {
                    SurvivalKernels.Ratio(link.Lambdas, remaining, touch.Factors, _ratio);
                }

                double[] own = into.OwnSurvival(link.Target);
                SurvivalKernels.Multiply(into.Survival[link.Target], remaining is null ? link.Ratios : _ratio, own);
                into.Survival[link.Target] = own;
            }

            into.Remaining[touch.Pathway] = remaining is null ? touch.Factors : Multiplied(remaining, touch.Factors, into.OwnRemaining(touch.Pathway));
        }

        foreach (int target in _targetsOf[option])
        {
            into.Sums[target] = Moments.Sum(into.Survival[target]);
        }

        into.Harm = from.Harm + _meanHarms[option];
    }

    /// <summary>Mean gain by the utility of the settings; undone compensations are subtracted.</summary>
    public double MeanGain(CombinationFrame frame)
    {
        double gain = _settings.Utility == CombinationUtility.Additive ? (Total(frame.Sums) - _startSum) / Draws : MeanRemission(frame);
        return gain - frame.Harm;
    }

    /// <summary>Gain of a set of options in each draw, its members' harm subtracted.</summary>
    public double[] Gains(CombinationFrame frame, IReadOnlyList<int> members)
    {
        bool additive = _settings.Utility == CombinationUtility.Additive;
        double[] treated = additive ? Present(frame.Survival) : AllAbsent(frame.Survival);
        for (int i = 0; i < treated.Length; i++)
        {
            treated[i] = additive ? _untreatedPresent[i] - treated[i] : treated[i] - _untreatedAbsent[i];
        }

        foreach (int member in members)
        {
            for (int i = 0; _harms[member] is { } harm && i < treated.Length; i++)
            {
                treated[i] -= harm[i];
            }
        }

        return treated;
    }

    /// <summary>Mean rise of P(no target symptom left).</summary>
    public double MeanRemission(CombinationFrame frame) => Moments.Mean(AllAbsent(frame.Survival)) - Moments.Mean(_untreatedAbsent);

    private static double Total(double[] sums)
    {
        double total = 0;
        foreach (double sum in sums)
        {
            total += sum;
        }

        return total;
    }

    private static double[] Multiplied(double[] x, double[] y, double[] result)
    {
        SurvivalKernels.Product(x, y, result);
        return result;
    }

    private double[] Present(double[][] survival)
    {
        double[] present = new double[Draws];
        foreach (double[] row in survival)
        {
            for (int i = 0; i < present.Length; i++)
            {
                present[i] += 1 - row[i];
            }
        }

        return present;
    }

    private static double[] AllAbsent(double[][] survival)
    {
        double[] product = (double[])survival[0].Clone();
        for (int t = 1; t < survival.Length; t++)
        {
            SurvivalKernels.Product(product, survival[t], product);
        }

        return product;
    }

    /// <summary>lambda of each pathway on each target in each draw: 0 where the pathway is not causally altered.</summary>
    private static Dictionary<(int Pathway, int Target), double[]> Lambdas(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> targets)
    {
        Dictionary<(int, int), double[]> lambdas = [];
        for (int t = 0; t < targets.Count; t++)
        {
            foreach (var link in model.Symptoms[targets[t]].Links)
            {
                int causal = model.Pathways[link.Pathway].CausalState(link.Direction);
                if (!lambdas.TryGetValue((link.Pathway, t), out double[]? row))
                {
                    lambdas[(link.Pathway, t)] = row = new double[draws.Count];
                }

                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = draws.States[i][link.Pathway] == causal ? link.Value : row[i];
                }
            }
        }

        return lambdas;
    }

    private static double[] Survival(GridModel model, GridSymptom symptom, ConfigurationDraws draws)
    {
        double[] survival = new double[draws.Count];
        Array.Fill(survival, 1 - symptom.Leak);
        foreach (var link in symptom.Links)
        {
            int causal = model.Pathways[link.Pathway].CausalState(link.Direction);
            for (int i = 0; i < survival.Length; i++)
            {
                survival[i] *= draws.States[i][link.Pathway] == causal ? 1 - link.Value : 1;
            }
        }

        return survival;
    }

    private void AddEffect(GridModel model, ConfigurationDraws draws, int option, PathwayEffect effect, Philox random)
    {
        var pathway = model.Pathways[effect.Pathway];
        double[] factors = new double[draws.Count];
        Array.Fill(factors, 1);
        bool touched = false;
        for (int i = 0; i < factors.Length; i++)
        {
            double r = effect.Match * Logit.ToProbability(effect.LogitEfficacy + (effect.LogitSd * random.NextNormal()));
            int state = draws.States[i][effect.Pathway];
            bool corrects = effect.Direction is null || effect.Direction == pathway.DirectionOf(state);
            switch (pathway.KindOf(state))
            {
                case AlterationKind.Causal:
                    touched = true;
                    factors[i] = corrects ? 1 - r : 1 + (_settings.WrongDirectionHarm * r);
                    break;
                case AlterationKind.Compensatory when corrects:
                    (_harms[option] ??= new double[draws.Count])[i] += _settings.CompensationHarm * r;
                    break;
                default:
                    break;
            }
        }

        if (touched)
        {
            _touches[option].Add(new(effect.Pathway, factors, [.. Enumerable.Range(0, _startSurvival.Length).Where(t => _lambdas.ContainsKey((effect.Pathway, t))).Select(t => Link(effect.Pathway, t, factors))]));
        }
    }

    private TouchedLink Link(int pathway, int target, double[] factors)
    {
        double[] lambdas = _lambdas[(pathway, target)];
        double[] ratios = new double[Draws];
        SurvivalKernels.Ratio(lambdas, null, factors, ratios);
        return new(target, lambdas, ratios);
    }

    /// <summary>One effect of an option: what it multiplies its pathway by in each draw (1 where there is nothing to treat) and the symptoms it acts through.</summary>
    private sealed record Touch(int Pathway, double[] Factors, TouchedLink[] Links);

    /// <summary>A symptom of the pathway: the link in each draw, and what survival is multiplied by where the pathway was untreated.</summary>
    private sealed record TouchedLink(int Target, double[] Lambdas, double[] Ratios);
}
