using Etiogrid.Knowledge.Build;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>The tables as arrays: which states each pathway has, which loads, links, outcomes and effects take part, and their elicited values.</summary>
internal sealed class CalibrationModel
{
    /// <summary>Slope of the outcome view: logits between a person without any and with all weighted symptoms of an outcome.</summary>
    public const double OutcomeSlope = 10;

    public CalibrationModel(KnowledgeBase tables, bool includeUnverified)
    {
        Tables = tables;
        IncludeUnverified = includeUnverified;
        var elicited = GridBuilder.BuildElicited(tables, includeUnverified);
        var pathways = tables.Pathways.Select((p, i) => (p.Id, i)).ToDictionary(x => x.Id, x => x.i);
        States = [.. elicited.Pathways.SelectMany((p, k) => p.Directions.Select(d => (Pathway: k, d.Direction, d.Weight)))];
        int StateOf(int pathway, AlterationDirection direction) => Array.FindIndex(States, s => s.Pathway == pathway && s.Direction == direction);
        Frequencies = [.. tables.Exposures.Select(e => e.Frequency)];
        Mapped = [.. elicited.Exposures.SelectMany((e, i) => e.Loads.SelectMany(l => States
            .Select((s, j) => (State: j, s.Pathway, s.Direction))
            .Where(s => s.Pathway == pathways[l.Pathway] && (l.Direction is null || l.Direction == s.Direction))
            .Select(s => (Exposure: i, s.State, Load: l.Liability.Mean))))];
        Links = [.. elicited.Symptoms.SelectMany((s, d) => s.Links
            .Select(l => (State: StateOf(pathways[l.Pathway], l.Direction), Symptom: d, Value: l.LogitLambda, Key: ParameterKey.Link(l.Pathway, l.Direction, s.Id))))];
        Leaks = [.. elicited.Symptoms.Select(s => s.LogitLeak)];
        Prevalences = [.. elicited.Pathways.Select(p => p.LogitPrevalence)];
        Outcomes = [.. tables.Outcomes.Select(o => OutcomeView.Of(o, tables))];
        Effects = EffectTarget.WithSpread([.. tables.ExposureEffects.Select(e => EffectTarget.Of(e, this))]);
        LargestFactor = [.. Enumerable.Range(0, Frequencies.Length).Select(e => Mapped.Where(m => m.Exposure == e && m.Load != 0).Select(m => LargestLoad / Math.Abs(m.Load)).DefaultIfEmpty(1).Min())];
        Pairs = [.. Effects.Where(x => x.IsUsed).Select(x => (x.Exposure, x.Outcome)).Distinct()];
        MappedBy = [.. Enumerable.Range(0, Frequencies.Length).Select(e => Mapped.Any(m => m.Exposure == e))];
    }

    /// <summary>No exposure shifts a pathway by more than this many standard deviations of its liability.</summary>
    public const double LargestLoad = 1;

    public KnowledgeBase Tables { get; }

    public bool IncludeUnverified { get; }

    /// <summary>The states a pathway can be in, pathway by pathway.</summary>
    public (int Pathway, AlterationDirection Direction, double Weight)[] States { get; }

    public double[] Frequencies { get; }

    /// <summary>Elicited loads of exposures on the states they are mapped to.</summary>
    public (int Exposure, int State, double Load)[] Mapped { get; }

    /// <summary>Whether an exposure has a mapped pathway.</summary>
    public bool[] MappedBy { get; }

    /// <summary>The factor at which an exposure's largest load reaches <see cref="LargestLoad"/>.</summary>
    public double[] LargestFactor { get; }

    public (int State, int Symptom, UncertainValue Value, string Key)[] Links { get; }

    public UncertainValue[] Leaks { get; }

    public UncertainValue[] Prevalences { get; }

    public OutcomeView[] Outcomes { get; }

    public EffectTarget[] Effects { get; }

    /// <summary>Exposures and outcomes with a usable effect.</summary>
    public (int Exposure, int Outcome)[] Pairs { get; }

    /// <summary>The parameters at their elicited values; what no pathway explains starts at zero.</summary>
    public CalibrationState Start() => new(
        [.. Prevalences.Select(p => p.Mean)],
        [.. Links.Select(l => l.Value.Mean)],
        [.. Leaks.Select(l => l.Mean)],
        [.. Frequencies.Select(_ => 1.0)],
        new double[Pairs.Length],
        [.. Outcomes.Select(o => Logit.FromProbability(o.Prevalence) - (0.5 * OutcomeSlope))]);
}
