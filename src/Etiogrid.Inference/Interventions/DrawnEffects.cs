using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Interventions;

/// <summary>Efficacies and symptom links laid out draw by draw, so that adding an option touches only the draws in which its pathways are altered.</summary>
internal sealed class DrawnEffects
{
    private readonly CombinationOptions _settings;
    private readonly double[] _untreatedPresent;
    private readonly double[] _untreatedAbsent;
    private readonly double[][] _startSurvival;
    private readonly double[][] _untouched;
    private readonly List<Touch>[] _touches;
    private readonly List<(int Draw, double Cost)>[] _harms;

    public DrawnEffects(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> targets, IReadOnlyList<InterventionOption> options, CombinationOptions settings)
    {
        _settings = settings;
        Draws = draws.Count;
        var links = Links(model, targets);
        _startSurvival = [.. targets.Select(d => Survival(model, model.Symptoms[d], draws))];
        _untreatedPresent = [.. Enumerable.Range(0, Draws).Select(i => _startSurvival.Sum(s => 1 - s[i]))];
        var start = new CombinationState([], _startSurvival, []);
        _untreatedAbsent = [.. Enumerable.Range(0, Draws).Select(i => AllAbsent(start, i))];
        double[] ones = new double[Draws];
        Array.Fill(ones, 1);
        _untouched = [.. Enumerable.Repeat(ones, model.Pathways.Count)];
        _touches = [.. options.Select(_ => new List<Touch>())];
        _harms = [.. options.Select(_ => new List<(int, double)>())];
        for (int a = 0; a < options.Count; a++)
        {
            for (int e = 0; e < options[a].Effects.Count; e++)
            {
                AddEffect(model, draws, a, options[a].Effects[e], links, Philox.For(settings.Seed, settings.Participant, $"efficacy-{options[a].Name}-{e}"));
            }
        }
    }

    public int Draws { get; }

    /// <summary>False for an option that touches no altered pathway in any draw: it could only add burden.</summary>
    public bool Acts(int option) => _touches[option].Count > 0;

    public CombinationState Start() => new(_untouched, _startSurvival, new double[Draws]);

    public CombinationState Add(CombinationState state, int option)
    {
        double[][] remaining = [.. state.Remaining];
        double[][] survival = [.. state.Survival];
        double[] harm = (double[])state.Harm.Clone();
        foreach (var touch in _touches[option])
        {
            double[] old = remaining[touch.Pathway];
            double[] updated = ReferenceEquals(old, state.Remaining[touch.Pathway]) ? (double[])old.Clone() : old;
            remaining[touch.Pathway] = updated;
            foreach (var (target, lambdas) in touch.Links)
            {
                if (ReferenceEquals(survival[target], state.Survival[target]))
                {
                    survival[target] = (double[])survival[target].Clone();
                }

                double[] s = survival[target];
                for (int i = 0; i < touch.DrawIndices.Length; i++)
                {
                    int draw = touch.DrawIndices[i];
                    double before = 1 - Math.Min(1, lambdas[i] * updated[draw]);
                    double after = 1 - Math.Min(1, lambdas[i] * updated[draw] * touch.Factors[i]);
                    s[draw] = before > 0 ? Math.Min(1, s[draw] * after / before) : s[draw];
                }
            }

            for (int i = 0; i < touch.DrawIndices.Length; i++)
            {
                updated[touch.DrawIndices[i]] *= touch.Factors[i];
            }
        }

        foreach (var (draw, cost) in _harms[option])
        {
            harm[draw] += cost;
        }

        return new(remaining, survival, harm);
    }

    /// <summary>Gain in each draw, by the utility of the settings; undone compensations are subtracted.</summary>
    public double[] Gains(CombinationState state)
    {
        double[] gains = new double[Draws];
        bool additive = _settings.Utility == CombinationUtility.Additive;
        for (int i = 0; i < Draws; i++)
        {
            gains[i] = (additive ? _untreatedPresent[i] - Present(state, i) : AllAbsent(state, i) - _untreatedAbsent[i]) - state.Harm[i];
        }

        return gains;
    }

    public double MeanGain(CombinationState state) => Moments.Mean(Gains(state));

    /// <summary>Mean rise of P(no target symptom left).</summary>
    public double MeanRemission(CombinationState state)
    {
        double sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            sum += AllAbsent(state, i) - _untreatedAbsent[i];
        }

        return sum / Draws;
    }

    private static double Present(CombinationState state, int draw)
    {
        double present = 0;
        foreach (double[] s in state.Survival)
        {
            present += 1 - s[draw];
        }

        return present;
    }

    private static double AllAbsent(CombinationState state, int draw)
    {
        double product = 1;
        foreach (double[] s in state.Survival)
        {
            product *= s[draw];
        }

        return product;
    }

    private static Dictionary<(int Pathway, int Direction), List<(int Target, double Lambda)>> Links(GridModel model, IReadOnlyList<int> targets)
    {
        Dictionary<(int, int), List<(int, double)>> links = [];
        for (int t = 0; t < targets.Count; t++)
        {
            foreach (var link in model.Symptoms[targets[t]].Links)
            {
                if (!links.TryGetValue((link.Pathway, link.Direction), out var list))
                {
                    links[(link.Pathway, link.Direction)] = list = [];
                }

                list.Add((t, link.Value));
            }
        }

        return links;
    }

    private static double[] Survival(GridModel model, GridSymptom symptom, ConfigurationDraws draws)
    {
        double[] survival = new double[draws.Count];
        for (int i = 0; i < survival.Length; i++)
        {
            double s = 1 - symptom.Leak;
            foreach (var link in symptom.Links)
            {
                s *= draws.States[i][link.Pathway] == model.Pathways[link.Pathway].CausalState(link.Direction) ? 1 - link.Value : 1;
            }

            survival[i] = s;
        }

        return survival;
    }

    private void AddEffect(GridModel model, ConfigurationDraws draws, int option, PathwayEffect effect, Dictionary<(int Pathway, int Direction), List<(int Target, double Lambda)>> links, Philox random)
    {
        var pathway = model.Pathways[effect.Pathway];
        List<int> touched = [];
        List<double> factors = [];
        List<int> directions = [];
        for (int i = 0; i < draws.Count; i++)
        {
            double r = effect.Match * Logit.ToProbability(effect.LogitEfficacy + (effect.LogitSd * random.NextNormal()));
            int state = draws.States[i][effect.Pathway];
            int direction = pathway.DirectionOf(state);
            bool corrects = effect.Direction is null || effect.Direction == direction;
            switch (pathway.KindOf(state))
            {
                case AlterationKind.Causal:
                    touched.Add(i);
                    directions.Add(direction);
                    factors.Add(corrects ? 1 - r : 1 + (_settings.WrongDirectionHarm * r));
                    break;
                case AlterationKind.Compensatory when corrects:
                    _harms[option].Add((i, _settings.CompensationHarm * r));
                    break;
                default:
                    break;
            }
        }

        if (touched.Count > 0)
        {
            _touches[option].Add(new(effect.Pathway, [.. touched], [.. factors], ByTarget(effect.Pathway, directions, links)));
        }
    }

    private static List<(int Target, double[] Lambdas)> ByTarget(int pathway, List<int> directions, Dictionary<(int Pathway, int Direction), List<(int Target, double Lambda)>> links)
    {
        SortedDictionary<int, double[]> byTarget = [];
        for (int i = 0; i < directions.Count; i++)
        {
            foreach (var (target, lambda) in links.GetValueOrDefault((pathway, directions[i]), []))
            {
                if (!byTarget.TryGetValue(target, out double[]? lambdas))
                {
                    byTarget[target] = lambdas = new double[directions.Count];
                }

                lambdas[i] = lambda;
            }
        }

        return [.. byTarget.Select(t => (t.Key, t.Value))];
    }

    /// <summary>One effect of an option: the draws in which its pathway is causally altered, the factor there, and the symptoms it acts through.</summary>
    private sealed record Touch(int Pathway, int[] DrawIndices, double[] Factors, List<(int Target, double[] Lambdas)> Links);
}
