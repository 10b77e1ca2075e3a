using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>
/// A ladder of replicas from the prior (beta 0, drawn afresh each sweep) to the posterior (beta 1), neighbours exchanging
/// configurations (Geyer 1991; Earl and Deem 2005, doi 10.1039/b509983h). The evidence comes from stepping stones between
/// rungs (Xie et al. 2011, doi 10.1093/sysbio/syq085).
/// </summary>
internal sealed class GibbsChain
{
    public static readonly double[] Ladder = [0, 0.08, 0.25, 0.55, 1];
    private readonly Philox _random;
    private readonly GibbsState[] _rungs;
    private readonly double[] _logLikelihood;
    private readonly int _topCount;
    private bool _even;
    private int _step;

    public GibbsChain(GibbsTables tables, Philox random, int batchLength, int topCount)
    {
        _random = random;
        _topCount = topCount;
        _rungs = [.. Ladder.Select(beta => new GibbsState(tables, beta, random))];
        _logLikelihood = new double[Ladder.Length];
        SteppingStones = [.. Ladder.Skip(1).Select(_ => double.NegativeInfinity)];
        Sums = new GibbsSums(tables.Grid, batchLength);
    }

    public GibbsSums Sums { get; }

    /// <summary>log of the sum over recorded exchanges of exp((next beta - beta) log likelihood), one a rung but the last.</summary>
    public double[] SteppingStones { get; }

    /// <summary>How many terms each of these sums has.</summary>
    public int Stones { get; private set; }

    /// <summary>The most probable configurations visited, with their log joint probability.</summary>
    public List<(double LogJoint, int[] States)> Top { get; } = [];

    /// <summary>The configuration at inverse temperature 1, in the compiled numbering.</summary>
    public int[] Current => _rungs[^1].States;

    /// <summary>Whether that configuration can produce the observations.</summary>
    public bool IsPossible => double.IsFinite(_rungs[^1].LogLikelihood());

    public void Run(int sweeps, bool record, CancellationToken cancellation)
    {
        for (int i = 0; i < sweeps; i++)
        {
            if ((i & 63) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if ((i & 255) == 255)
            {
                Array.ForEach(_rungs, r => r.Refresh());
            }

            Step(record);
        }
    }

    private void Step(bool record)
    {
        int last = _rungs.Length - 1;
        _rungs[last].Sweep(_random, record ? Sums : null);
        _logLikelihood[last] = _rungs[last].LogLikelihood();
        if (record)
        {
            Sums.EndSweep();
            RecordTop(last);
        }

        // The tempered rungs only carry configurations across barriers: every second sweep is enough.
        if (++_step % 2 != 0)
        {
            return;
        }

        _rungs[0].SamplePrior(_random);
        _logLikelihood[0] = _rungs[0].LogLikelihood();
        for (int r = 1; r < last; r++)
        {
            _rungs[r].Sweep(_random, null);
            _logLikelihood[r] = _rungs[r].LogLikelihood();
        }

        if (record)
        {
            RecordStones(last);
        }

        Exchange();
    }

    private void RecordStones(int last)
    {
        Stones++;
        for (int r = 0; r < last; r++)
        {
            SteppingStones[r] = Logit.LogAddExp(SteppingStones[r], (Ladder[r + 1] - Ladder[r]) * _logLikelihood[r]);
        }
    }

    private void RecordTop(int last)
    {
        double logJoint = _logLikelihood[last] + _rungs[last].LogPrior();
        if (Top.Count < _topCount || logJoint > Top[^1].LogJoint)
        {
            Offer(logJoint, _rungs[last].States);
        }
    }

    private void Offer(double logJoint, int[] states)
    {
        if (Top.Exists(t => t.States.AsSpan().SequenceEqual(states)))
        {
            return;
        }

        int at = Top.Count;
        while (at > 0 && Top[at - 1].LogJoint < logJoint)
        {
            at--;
        }

        Top.Insert(at, (logJoint, (int[])states.Clone()));
        if (Top.Count > _topCount)
        {
            Top.RemoveAt(_topCount);
        }
    }

    /// <summary>Even and odd neighbours take turns.</summary>
    private void Exchange()
    {
        _even = !_even;
        for (int r = _even ? 0 : 1; r + 1 < _rungs.Length; r += 2)
        {
            double log = (Ladder[r + 1] - Ladder[r]) * (_logLikelihood[r] - _logLikelihood[r + 1]);
            if (log >= 0 || _random.NextDouble() < Elementary.Exp(log))
            {
                _rungs[r].Swap(_rungs[r + 1]);
                (_logLikelihood[r], _logLikelihood[r + 1]) = (_logLikelihood[r + 1], _logLikelihood[r]);
            }
        }
    }
}
