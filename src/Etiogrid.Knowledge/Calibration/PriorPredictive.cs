using System.Numerics;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// Simulates a population from the general grid. Exposures and the uniform numbers behind pathway states are fixed; states are drawn;
/// symptoms and outcomes enter by their probabilities given the states (Rao-Blackwell), never by a draw. Polygenic scores are integrated
/// out: without a score its share of the variance belongs to the residual.
/// </summary>
internal sealed class PriorPredictive
{
    private readonly CalibrationModel _model;
    private readonly ExposurePopulation _population;
    private readonly int _threads;
    private readonly int[] _firstState;
    private readonly int[] _offset;
    private readonly int _patterns;
    private readonly int _people;
    private readonly (int Outcome, int Start, int End)[] _segments;
    private readonly int[][] _pairsOf;

    /// <param name="model">Tables as arrays.</param>
    /// <param name="population">People.</param>
    /// <param name="people">How many of them to use.</param>
    /// <param name="threads">Worker threads.</param>
    public PriorPredictive(CalibrationModel model, ExposurePopulation population, int people, int threads)
    {
        _model = model;
        _population = population;
        _people = people;
        _threads = Math.Max(1, threads);
        _firstState = [.. Enumerable.Range(0, population.Pathways).Select(k => Array.FindIndex(model.States, s => s.Pathway == k)), model.States.Length];
        _offset = new int[model.Outcomes.Length + 1];
        for (int o = 0; o < model.Outcomes.Length; o++)
        {
            _offset[o + 1] = _offset[o] + model.Outcomes[o].Scores.Length;
        }

        _patterns = _offset[^1];
        int end = 0;
        _segments = [.. model.Pairs.Select(p => (p.Outcome, Start: end, End: end += model.Outcomes[p.Outcome].Scores.Length))];
        _pairsOf = [.. Enumerable.Range(0, model.Frequencies.Length).Select(e => Enumerable.Range(0, model.Pairs.Length).Where(p => model.Pairs[p].Exposure == e).ToArray())];
    }

    public PredictiveSummary Run(CalibrationState state)
    {
        var plan = new PredictivePlan(_model, state);
        var blocks = new Sums[(_people + ExposurePopulation.BlockSize - 1) / ExposurePopulation.BlockSize];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, b => blocks[b] = Block(b, plan));
        var total = blocks[0];
        foreach (var block in blocks.AsSpan(1))
        {
            total.Add(block);
        }

        return Summarise(total);
    }

    private Sums Block(int block, PredictivePlan plan)
    {
        var sums = new Sums(_model.Leaks.Length, _model.States.Length, _model.Frequencies.Length, _patterns, _segments[^1].End);
        double[] eta = new double[_model.States.Length];
        double[] absent = new double[_model.Leaks.Length];
        double[] patterns = new double[_patterns];
        int end = Math.Min(_people, (block + 1) * ExposurePopulation.BlockSize);
        for (int i = block * ExposurePopulation.BlockSize; i < end; i++)
        {
            ulong mask = _population.Masks[i];
            Liabilities(mask, plan, eta, absent);
            States(i, plan, eta, absent, sums.States);
            for (int d = 0; d < absent.Length; d++)
            {
                sums.Symptoms[d] += 1 - absent[d];
            }

            Expand(absent, patterns);
            Accumulate(sums.Patterns, patterns);
            AccumulateExposed(mask, patterns, sums);
        }

        return sums;
    }

    /// <summary>Only the outcomes that an exposure has published effects on are kept apart.</summary>
    private void AccumulateExposed(ulong mask, double[] patterns, Sums sums)
    {
        for (ulong bits = mask; bits != 0; bits &= bits - 1)
        {
            int e = BitOperations.TrailingZeroCount(bits);
            sums.Counts[e]++;
            foreach (int p in _pairsOf[e])
            {
                var (outcome, start, _) = _segments[p];
                Accumulate(sums.Exposed.AsSpan(start), patterns.AsSpan(_offset[outcome], _offset[outcome + 1] - _offset[outcome]));
            }
        }
    }

    /// <summary>Liabilities of all states, and the probability that each symptom's leak stays silent.</summary>
    private static void Liabilities(ulong mask, PredictivePlan plan, double[] eta, double[] absent)
    {
        plan.StateBase.CopyTo(eta.AsSpan());
        plan.LeakBase.CopyTo(absent.AsSpan());
        for (ulong bits = mask; bits != 0; bits &= bits - 1)
        {
            int e = BitOperations.TrailingZeroCount(bits);
            foreach (var (state, load) in plan.LoadsOf[e])
            {
                eta[state] += load;
            }

            foreach (var (symptom, shift) in plan.ShiftsOf[e])
            {
                absent[symptom] += shift;
            }
        }

        for (int d = 0; d < absent.Length; d++)
        {
            absent[d] = 1 - LogisticTable.Value(absent[d]);
        }
    }

    /// <summary>Draws the causal state of every pathway and the probability that each symptom stays absent.</summary>
    private void States(int person, PredictivePlan plan, double[] eta, double[] absent, double[] counts)
    {
        var uniforms = _population.Uniforms.AsSpan(person * _population.Pathways, _population.Pathways);
        for (int k = 0; k < uniforms.Length; k++)
        {
            double cumulative = 0;
            for (int s = _firstState[k]; s < _firstState[k + 1]; s++)
            {
                cumulative += _model.States[s].Weight * NormalTable.Cumulative((eta[s] - plan.Threshold[s]) / plan.ResidualSd[s]);
                if (uniforms[k] < cumulative)
                {
                    counts[s]++;
                    foreach (var (symptom, kept) in plan.LinksOf[s])
                    {
                        absent[symptom] *= kept;
                    }

                    break;
                }
            }
        }
    }

    /// <summary>The probability of every pattern of every outcome's symptoms: each symptom doubles the list.</summary>
    private void Expand(double[] absent, double[] patterns)
    {
        for (int o = 0; o < _model.Outcomes.Length; o++)
        {
            var list = patterns.AsSpan(_offset[o], _offset[o + 1] - _offset[o]);
            list[0] = 1;
            int size = 1;
            foreach (int symptom in _model.Outcomes[o].Symptoms)
            {
                double q = absent[symptom];
                for (int j = 0; j < size; j++)
                {
                    list[size + j] = list[j] * (1 - q);
                    list[j] *= q;
                }

                size *= 2;
            }
        }
    }

    private static void Accumulate(Span<double> sums, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private PredictiveSummary Summarise(Sums total)
    {
        return new(
            Divide(total.Symptoms, _people),
            Divide(total.States, _people),
            [.. Enumerable.Range(0, _model.Outcomes.Length).Select(o => Divide(total.Patterns.AsSpan(_offset[o], _offset[o + 1] - _offset[o]), _people))],
            [.. _segments.Select((s, p) => Divide(total.Exposed.AsSpan(s.Start, s.End - s.Start), Math.Max(1, total.Counts[_model.Pairs[p].Exposure])))],
            total.Counts,
            _people);
    }

    private static double[] Divide(ReadOnlySpan<double> sums, double count)
    {
        double[] result = sums.ToArray();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] /= count;
        }

        return result;
    }

    private sealed class Sums(int symptoms, int states, int exposures, int patterns, int exposed)
    {
        public double[] Symptoms { get; } = new double[symptoms];

        public double[] States { get; } = new double[states];

        public double[] Counts { get; } = new double[exposures];

        public double[] Patterns { get; } = new double[patterns];

        public double[] Exposed { get; } = new double[exposed];

        public void Add(Sums other)
        {
            Accumulate(Symptoms, other.Symptoms);
            Accumulate(States, other.States);
            Accumulate(Counts, other.Counts);
            Accumulate(Patterns, other.Patterns);
            Accumulate(Exposed, other.Exposed);
        }
    }
}
