using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Interventions;

/// <summary>
/// Values every combination of up to four interventions under posterior draws of the pathway states: an intervention multiplies the
/// symptom links of a causally altered pathway by 1 - r (specification GRID-3, step 7), worsens a pathway that is off the other way, and
/// costs where it undoes a compensation. All sets are enumerated: remission under noisy-OR is supermodular across pathways (every cause
/// must be treated), so greedy search would miss combinations.
/// </summary>
public sealed class CombinationSearch
{
    private readonly DrawnEffects _effects;
    private readonly IReadOnlyList<InterventionOption> _options;
    private readonly CombinationOptions _settings;

    private CombinationSearch(DrawnEffects effects, IReadOnlyList<InterventionOption> options, CombinationOptions settings) =>
        (_effects, _options, _settings) = (effects, options, settings);

    /// <summary>The best combinations by expected utility, best first.</summary>
    /// <param name="model">The person's model: its symptom links are used.</param>
    /// <param name="draws">Posterior draws.</param>
    /// <param name="targets">Indices of the symptoms that count.</param>
    /// <param name="options">The interventions.</param>
    /// <param name="settings">How they are valued.</param>
    public static IReadOnlyList<CombinationValue> Run(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> targets, IReadOnlyList<InterventionOption> options, CombinationOptions settings) =>
        Search(model, draws, targets, options, settings).Values;

    /// <summary>The same with the utility of each in every draw, for what further measurements could change.</summary>
    public static CombinationRanking Search(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> targets, IReadOnlyList<InterventionOption> options, CombinationOptions settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(settings);
        if (draws.Count == 0 || targets.Count == 0 || options.Count == 0)
        {
            return CombinationRanking.Empty;
        }

        var search = new CombinationSearch(new DrawnEffects(model, draws, targets, options, settings), options, settings);
        return search.Rank(search.Enumerate());
    }

    /// <summary>Depth-first over index-ascending sets: each step multiplies one option into the running survival of the symptoms.</summary>
    private List<int[]> Enumerate()
    {
        var best = new PriorityQueue<int[], (double Utility, int Order)>();
        int order = 0;
        Extend([], _effects.Start(), 0);
        List<int[]> kept = [];
        while (best.TryDequeue(out int[]? members, out _))
        {
            kept.Add(members);
        }

        kept.Reverse();
        return kept;

        void Extend(int[] members, CombinationState state, double burden)
        {
            int first = members.Length == 0 ? 0 : members[^1] + 1;
            for (int a = first; a < _options.Count; a++)
            {
                if (!_effects.Acts(a) || members.Any(m => _settings.Forbidden.Contains((m, a)) || _settings.Forbidden.Contains((a, m))))
                {
                    continue;
                }

                var next = _effects.Add(state, a);
                double total = burden + _options[a].Burden + members.Sum(m => Penalty(m, a));
                int[] set = [.. members, a];
                // Ties go to the set found first, so that the order of a heap cannot show.
                best.Enqueue(set, (_effects.MeanGain(next) - (_settings.BurdenWeight * total), -order++));
                if (best.Count > _settings.Keep)
                {
                    best.Dequeue();
                }

                if (set.Length < _settings.MaxMembers)
                {
                    Extend(set, next, total);
                }
            }
        }
    }

    private CombinationRanking Rank(List<int[]> sets)
    {
        double[] burdens = [.. sets.Select(Burden)];
        CombinationState[] states = [.. sets.Select(s => s.Aggregate(_effects.Start(), _effects.Add))];
        double[][] gains = [.. states.Select(_effects.Gains)];
        int draws = _effects.Draws;
        double[] wins = new double[sets.Count];
        double meanBest = 0;
        for (int i = 0; i < draws; i++)
        {
            int best = -1;
            double top = 0;
            for (int s = 0; s < sets.Count; s++)
            {
                double utility = gains[s][i] - (_settings.BurdenWeight * burdens[s]);
                if (utility > top)
                {
                    (best, top) = (s, utility);
                }
            }

            meanBest += top / draws;
            if (best >= 0)
            {
                wins[best] += 1.0 / draws;
            }
        }

        double[] means = [.. gains.Select(g => Moments.Mean(g))];
        var values = sets.Select((set, s) => (Set: s, Value: new CombinationValue(
            set, means[s], Quantile(gains[s], 0.025), Quantile(gains[s], 0.975), burdens[s],
            means[s] - (_settings.BurdenWeight * burdens[s]), wins[s], meanBest - (means[s] - (_settings.BurdenWeight * burdens[s])),
            !Enumerable.Range(0, sets.Count).Any(o => o != s && means[o] >= means[s] && burdens[o] < burdens[s]))
        { RemissionGain = _effects.MeanRemission(states[s]) })).OrderByDescending(v => v.Value.Utility).ToArray();
        return new(
            [.. values.Select(v => v.Value)],
            [.. values.Select(v => gains[v.Set].Select(g => g - (_settings.BurdenWeight * burdens[v.Set])).ToArray())]);
    }

    private double Burden(int[] members)
    {
        double sum = members.Sum(m => _options[m].Burden);
        for (int i = 0; i < members.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Penalty(members[j], members[i]);
            }
        }

        return sum;
    }

    private double Penalty(int a, int b) => _settings.Penalties.GetValueOrDefault((a, b), _settings.Penalties.GetValueOrDefault((b, a), 0));

    private static double Quantile(double[] values, double p)
    {
        double[] sorted = [.. values.Order()];
        double at = p * (sorted.Length - 1);
        int low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
