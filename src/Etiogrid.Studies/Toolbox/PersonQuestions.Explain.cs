using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Why a posterior is what it is: answer, criteria, steps with the input cells behind them, and every parameter with its source.</summary>
public static partial class PersonQuestions
{
    private const double Z95 = 1.959963984540054;

    /// <summary><c>explain</c>: one pathway of one person.</summary>
    public static Parsed<Table> Explain(ExplainOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string label = RunPeople.Label(options.Participant);
        return RunPeople.Open(options.Run, options.Knowledge).Then(people => people.Inputs(label).Then(_ => Result(people.Folders, label)).Then(result =>
        {
            var pathway = options.Pathway is null ? result.Pathways.MaxBy(p => p.Posterior) : result.Pathways.FirstOrDefault(p => p.Id == options.Pathway || p.ShortName == options.Pathway);
            if (pathway is not null)
            {
                return Parsed.Of(Explained(people.Grid, result, pathway));
            }

            string? near = NearestName.Among(options.Pathway ?? "", result.Pathways.Select(p => p.Id));
            return Parsed.Failed<Table>(Diagnostic.Error("E710", "The general grid does not know this name", new Place(null, null, "--pathway"), options.Pathway, "a pathway id", near is null ? null : $"Did you mean {near}?"));
        }));
    }

    private static Table Explained(GeneralGrid grid, PersonResult person, PathwayResult p)
    {
        var table = new Table("section", "item", "value", "low", "high", "p_after", "what", "where", "sources");
        table.Add("answer", "altered", p.Posterior, p.Band95.Low, p.Band95.High, p.Posterior, p.Call.Length == 0 ? "hardly altered" : p.Call, person.Engine.Name, person.Engine.ErrorStatement);
        table.Add("answer", "causal", p.Causal, null, null, null, "P(a cause of the symptoms)", null, null);
        table.Add("answer", "compensatory", p.Compensatory, null, null, null, "P(a response to another change)", null, null);
        table.Add("answer", "too little", p.Down, null, null, null, null, null, null);
        table.Add("answer", "too much", p.Up, null, null, null, null, null, null);
        table.Add("criterion", "genes raise the prior", p.GeneticSupport ? "yes" : "no", null, null, null, "criterion (i)", null, null);
        table.Add("criterion", "a present exposure raises the prior", p.ExposureLink ? "yes" : "no", null, null, null, "criterion (ii)", null, null);
        table.Add("criterion", "it can cause a present symptom", p.SymptomLink ? "yes" : "no", null, null, null, "criterion (iii)", null, null);
        AddSteps(table, person, p);
        AddParameters(table, grid, grid.Pathways.First(x => x.Id.Key == p.Id));
        return table;
    }

    /// <summary>Steps in log-odds; the probability after each; below each step the cells of the study behind it.</summary>
    private static void AddSteps(Table table, PersonResult person, PathwayResult p)
    {
        double sum = 0;
        var evidence = person.Evidence.ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var step in p.Waterfall)
        {
            sum += step.LogOdds;
            string? column = person.GridColumns.FirstOrDefault(c => c.Name == step.Label)?.Id;
            var sources = p.Cells.Where(c => c.ColumnId == column).SelectMany(c => c.Sources);
            table.Add("step", step.Label, step.LogOdds, null, null, Logit.ToProbability(sum), step.Group == "base" ? "log-odds" : "change of log-odds", null, Join(sources));
            foreach (string id in step.EvidenceIds.Where(evidence.ContainsKey))
            {
                var e = evidence[id];
                table.Add("evidence", e.Name, double.IsNaN(e.Z) ? e.Value : e.Z, null, null, null, Measured(e), Place(e), Join(e.Sources));
            }
        }
    }

    private static string Measured(EvidenceRow e)
    {
        string unit = e.Unit.Length == 0 ? "" : " " + e.Unit;
        return double.IsNaN(e.Z) ? unit.Trim()
            : string.Create(CultureInfo.InvariantCulture, $"z of {e.Value:G6}{unit}, reference {e.ReferenceMean:G6} sd {e.ReferenceSd:G4} (n {e.ReferenceN})");
    }

    private static string Place(EvidenceRow e) => e.File + (e.Row is { } row ? string.Create(CultureInfo.InvariantCulture, $":{row}") : "") + (e.Column is null ? "" : ":" + e.Column);

    private static void AddParameters(Table table, GeneralGrid grid, PathwayParameters p)
    {
        void Add(string item, UncertainValue v, bool logit, string where)
        {
            double At(double x) => logit ? Logit.ToProbability(x) : x;
            table.Add("parameter", item, At(v.Mean), At(v.Mean - (Z95 * v.Sd)), At(v.Mean + (Z95 * v.Sd)), null, v.Grade.ToString().ToLowerInvariant(), where, Join(v.Sources.Select(s => s.Key)));
        }

        Add("prevalence of a causal alteration", p.LogitPrevalence, true, "knowledge pathways");
        Add("variance explained by the pathway's score", p.ScoreR2, false, "knowledge pathways");
        Add("secondary change without a cause", grid.LogitSpontaneousChange, true, "knowledge");
        foreach (var (e, l) in grid.Exposures.SelectMany(e => e.Loads.Where(l => l.Pathway == p.Id).Select(l => (e, l))))
        {
            Add($"exposure {e.Id} {Word(l.Direction)}".TrimEnd(), l.Liability, false, "knowledge exposure_pathways, exposure_effects");
        }

        foreach (var (s, l) in grid.Symptoms.SelectMany(s => s.Links.Where(l => l.Pathway == p.Id).Select(l => (s, l))))
        {
            Add($"symptom {s.Id} {Word(l.Direction)}", l.LogitLambda, true, "knowledge symptom_links");
        }

        foreach (var c in grid.Couplings.Where(c => c.Cause == p.Id || c.Responder == p.Id))
        {
            Add($"coupling {c.Cause} -> {c.Responder}", c.LogitKappa, true, "knowledge couplings");
        }

        foreach (var (m, l) in grid.Markers.SelectMany(m => m.Loadings.Where(l => l.Pathway == p.Id).Select(l => (m, l))))
        {
            Add($"marker {m.Id} {Word(l.Direction)}", l.Loading, false, "knowledge marker_loadings");
        }

        foreach (var (i, e) in grid.Interventions.SelectMany(i => i.Effects.Where(e => e.Pathway == p.Id).Select(e => (i, e))))
        {
            Add($"intervention {i.Id} corrects {(e.Corrects is null ? "either" : Word(e.Corrects))}", e.LogitEfficacy, true, "knowledge intervention_effects");
        }
    }

    private static string Word(AlterationDirection? direction) => direction switch { AlterationDirection.Hypofunction => "too little", AlterationDirection.Hyperfunction => "too much", _ => "" };

    private static string? Join(IEnumerable<string> keys) => string.Join(';', keys.Distinct()) is { Length: > 0 } text ? text : null;
}
