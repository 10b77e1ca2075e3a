using System.Globalization;

namespace Etiogrid.Inference;

/// <summary>
/// Chooses the engine for a model and says what it will cost: enumeration while it is cheap, then the signed product form while its
/// tables are, then longer enumeration, then best-first search, then sampling. Computed from the structure alone, in milliseconds.
/// </summary>
internal sealed class EngineChoice
{
    // Nanoseconds measured on one core of the reference machine (bench/results/inference.md).
    private const double ConfigurationTime = 1.5;
    private const double SymptomTime = 0.7;
    private const double ResponderTime = 1.2;
    private const double LogarithmTime = 12;
    private const double CellTime = 1.6;
    private const double CellSetUpTime = 33;
    private const double TermStateTime = 15;
    private const double SampledPairSweeps = 1320;
    private const double NodeTime = 12_000;
    private const double SiteTime = 260;
    private const double PlanTimePerPathway = 200_000;
    private const double TypicalSweeps = 4;
    private const double Chains = 4;
    private readonly GridInferenceOptions _options;
    private readonly Lazy<SignedPlan?> _plan;

    public EngineChoice(CompiledGrid grid, GridInferenceOptions options)
    {
        Grid = grid;
        _options = options;
        _plan = new(() => SignedPlan.Of(grid));
        Engine = options.Engine ?? Cheapest();
    }

    public CompiledGrid Grid { get; }

    public GridEngine Engine { get; }

    public SignedPlan? Plan => _plan.Value;

    public bool ExactPairs => Plan is { } plan && (_options.Engine is not null || plan.CostWithPairs <= _options.EliminationLimit);

    /// <summary>What follows when the signed product form cancels too much.</summary>
    public GridEngine WithoutElimination => Enumerable(Math.Max(_options.EnumerationLimit, _options.LastEnumerationLimit)) ? GridEngine.Enumeration : GridEngine.BestFirst;

    public double MemoryBytes => Engine switch
    {
        GridEngine.Enumeration => EnumerationMemory,
        GridEngine.SignedProduct => Plan?.Memory(Threads) ?? 0,
        GridEngine.BestFirst => BestFirstEngine.BytesPerNode(Grid) * (double)_options.LargestNodes,
        _ => 8.0 * ((Grid.States * (double)Grid.States) + (Chains * _options.LargestSweeps / 25.0 * Grid.Pathways)),
    };

    public GridForecast Forecast()
    {
        var (work, unit) = Engine switch
        {
            GridEngine.Enumeration => (Grid.Configurations, "configurations"),
            GridEngine.SignedProduct => (ExactPairs ? Plan!.CostWithPairs : Plan?.Cost ?? 0, "cells x signed terms"),
            GridEngine.BestFirst => (_options.LargestNodes, "nodes at most"),
            _ => ((double)_options.LargestSweeps, "sweeps a chain at most"),
        };
        GridEngine? fallback = Engine switch
        {
            _ when _options.Engine is not null => null,
            GridEngine.SignedProduct => WithoutElimination,
            GridEngine.BestFirst => GridEngine.TemperedGibbs,
            _ => null,
        };
        double seconds = Seconds();
        string pairs = Engine == GridEngine.SignedProduct && !ExactPairs ? " Pairs will be sampled." : "";
        string statement = string.Create(CultureInfo.InvariantCulture,
            $"{Engine}: {work:G3} {unit}, {MemoryBytes / 1e6:0.#} MB, about {seconds:G2} s.{pairs}{(fallback is { } f ? $" Should it not suit, {f}." : "")}");
        return new(Engine, work, unit, MemoryBytes, seconds, Engine != GridEngine.SignedProduct || ExactPairs, fallback, statement);
    }

    private int Threads => _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;

    private double EnumerationMemory => 8.0 * Grid.States * Grid.States * (24 + 4);

    private double Seconds()
    {
        int symptoms = Grid.PositiveLeak.Length;
        int responders = Grid.Parents.Count(p => p.Length > 0);
        double work = Engine switch
        {
            GridEngine.Enumeration => Grid.Configurations * (ConfigurationTime + (symptoms * SymptomTime) + (responders * ResponderTime) + (EnumerationTables.NeedsLogarithms(Grid) ? LogarithmTime : 0)),
            GridEngine.SignedProduct when Plan is { } plan => SignedTime(plan),
            GridEngine.BestFirst => _options.LargestNodes * NodeTime * Threads,
            _ => _options.TargetEffectiveSamples * TypicalSweeps * Grid.Pathways * SiteTime,
        };
        return 1e-9 * ((work / Math.Min(Threads, Environment.ProcessorCount)) + (PlanTimePerPathway * Grid.Pathways));
    }

    /// <summary>Elimination, the tables, and for each signed term the sums over pairs of states, which outweigh elimination where blocks are small; sampled pairs take sweeps instead.</summary>
    private double SignedTime(SignedPlan plan) =>
        ((ExactPairs ? plan.CostWithPairs : plan.Cost) * CellTime) + (plan.Blocks.TotalCells * CellSetUpTime * Threads)
        + (ExactPairs ? (double)plan.Terms * Grid.Pathways * Grid.States * TermStateTime : SampledPairSweeps * Grid.Pathways * SiteTime);

    private bool Enumerable(double limit) => Grid.Configurations <= limit && EnumerationMemory <= _options.MemoryLimit;

    private GridEngine Cheapest() =>
        Enumerable(_options.EnumerationLimit) ? GridEngine.Enumeration
        : Plan is { } plan && plan.Cost <= _options.EliminationLimit && plan.Memory(Threads) <= _options.MemoryLimit ? GridEngine.SignedProduct
        : WithoutElimination;
}
