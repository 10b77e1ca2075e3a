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
    private readonly bool[] _forbidden;
    private readonly double[] _penalties;

    private CombinationSearch(DrawnEffects effects, IReadOnlyList<InterventionOption> options, CombinationOptions settings)
    {
        (_effects, _options, _settings) = (effects, options, settings);
        _forbidden = ForbiddenTable(options.Count, settings);
        _penalties = PenaltyTable(options.Count, settings);
    }

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

    /// <summary>Depth-first over index-ascending sets: each step multiplies one option into the survival of the symptoms it acts on.</summary>
    private List<int[]> Enumerate()
    {
        var best = new PriorityQueue<int[], (double Utility, int Order)>();
        int order = 0;
        int[] members = new int[_settings.MaxMembers];
        int[] acting = [.. Enumerable.Range(0, _options.Count).Where(_effects.Acts)];
        CombinationFrame[] frames = [_effects.Start(), .. members.Select(_ => _effects.NewFrame())];
        Extend(0, 0, 0);
        List<int[]> kept = [];
        while (best.TryDequeue(out int[]? set, out _))
        {
            kept.Add(set);
        }

        kept.Reverse();
        return kept;

        void Extend(int depth, int first, double burden)
        {
            for (int at = first; at < acting.Length; at++)
            {
                int a = acting[at];
                if (!Fits(members.AsSpan(0, depth), a))
                {
                    continue;
                }

                _effects.Add(frames[depth], a, frames[depth + 1]);
                double total = burden + _options[a].Burden + PenaltyWith(members.AsSpan(0, depth), a);
                members[depth] = a;
                double utility = _effects.MeanGain(frames[depth + 1]) - (_settings.BurdenWeight * total);
                // Ties go to the set found first, so that the order of a heap cannot show.
                order--;
                if (best.Count < _settings.Keep)
                {
                    best.Enqueue(members[..(depth + 1)], (utility, order));
                }
                else if (best.TryPeek(out _, out var worst) && utility > worst.Utility)
                {
                    best.DequeueEnqueue(members[..(depth + 1)], (utility, order));
                }

                if (depth + 1 < members.Length)
                {
                    Extend(depth + 1, at + 1, total);
                }
            }
        }
    }

    private bool Fits(ReadOnlySpan<int> members, int option)
    {
        foreach (int m in members)
        {
            if (_forbidden[(m * _options.Count) + option])
            {
                return false;
            }
        }

        return true;
    }

    private double PenaltyWith(ReadOnlySpan<int> members, int option)
    {
        double sum = 0;
        foreach (int m in members)
        {
            sum += _penalties[(m * _options.Count) + option];
        }

        return sum;
    }

    private CombinationRanking Rank(List<int[]> sets)
    {
        double[] burdens = [.. sets.Select(Burden)];
        CombinationFrame[] frames = [_effects.Start(), .. Enumerable.Range(0, _settings.MaxMembers).Select(_ => _effects.NewFrame())];
        double[][] gains = new double[sets.Count][];
        double[] remissions = new double[sets.Count];
        for (int s = 0; s < gains.Length; s++)
        {
            for (int m = 0; m < sets[s].Length; m++)
            {
                _effects.Add(frames[m], sets[s][m], frames[m + 1]);
            }

            gains[s] = _effects.Gains(frames[sets[s].Length], sets[s]);
            remissions[s] = _effects.MeanRemission(frames[sets[s].Length]);
        }

        double[][] utilities = [.. gains.Select((g, s) => g.Select(x => x - (_settings.BurdenWeight * burdens[s])).ToArray())];
        var (wins, meanBest) = Wins(utilities);
        double[] means = [.. gains.Select(g => Moments.Mean(g))];
        var values = sets.Select((set, s) =>
        {
            double[] band = Quantiles.Of(gains[s], [0.025, 0.975]);
            double utility = means[s] - (_settings.BurdenWeight * burdens[s]);
            bool front = !Enumerable.Range(0, sets.Count).Any(o => o != s && means[o] >= means[s] && burdens[o] < burdens[s]);
            return (Set: s, Value: new CombinationValue(set, means[s], band[0], band[1], burdens[s], utility, wins[s], meanBest - utility, front) { RemissionGain = remissions[s] });
        }).OrderByDescending(v => v.Value.Utility).ToArray();
        return new([.. values.Select(v => v.Value)], [.. values.Select(v => utilities[v.Set])]);
    }

    /// <summary>In which share of the draws each set is best, and the mean utility of the best; doing nothing is always a choice.</summary>
    private (double[] Wins, double MeanBest) Wins(double[][] utilities)
    {
        double[] top = new double[_effects.Draws];
        int[] best = new int[_effects.Draws];
        Array.Fill(best, -1);
        for (int s = 0; s < utilities.Length; s++)
        {
            for (int i = 0; i < top.Length; i++)
            {
                if (utilities[s][i] > top[i])
                {
                    (best[i], top[i]) = (s, utilities[s][i]);
                }
            }
        }

        double[] wins = new double[utilities.Length];
        foreach (int s in best.Where(s => s >= 0))
        {
            wins[s] += 1.0 / best.Length;
        }

        return (wins, Moments.Mean(top));
    }

    private double Burden(int[] members)
    {
        double sum = members.Sum(m => _options[m].Burden);
        for (int i = 0; i < members.Length; i++)
        {
            sum += PenaltyWith(members.AsSpan(0, i), members[i]);
        }

        return sum;
    }

    private static double[] PenaltyTable(int options, CombinationOptions settings)
    {
        double[] table = new double[options * options];
        for (int a = 0; a < options; a++)
        {
            for (int b = 0; b < options; b++)
            {
                table[(a * options) + b] = settings.Penalties.GetValueOrDefault((a, b), settings.Penalties.GetValueOrDefault((b, a), 0));
            }
        }

        return table;
    }

    private static bool[] ForbiddenTable(int options, CombinationOptions settings)
    {
        bool[] table = new bool[options * options];
        for (int a = 0; a < options; a++)
        {
            for (int b = 0; b < options; b++)
            {
                table[(a * options) + b] = settings.Forbidden.Contains((a, b)) || settings.Forbidden.Contains((b, a));
            }
        }

        return table;
    }
}
