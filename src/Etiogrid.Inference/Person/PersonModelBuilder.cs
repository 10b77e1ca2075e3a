using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Person;

/// <summary>
/// Turns the general grid and what is known about a person into a <see cref="GridModel"/>: priors on the liability scale,
/// symptom links, one joint marker likelihood. Made once for a grid, then used for every person.
/// Method page: <c>docs/methods/grid-person.md</c>.
/// </summary>
public sealed class PersonModelBuilder
{
    private readonly Dictionary<PathwayId, int> _pathwayIndex;
    private readonly Dictionary<ExposureId, int> _exposureIndex;
    private readonly Dictionary<SymptomId, int> _symptomIndex;
    private readonly LiabilityPrior[][] _priors;
    private readonly MarkerBlock _markers;
    private readonly List<GridCoupling> _couplings = [];
    private readonly List<string> _notes = [];

    private PersonModelBuilder(GeneralGrid grid, PriorModifiers modifiers)
    {
        Grid = grid;
        Modifiers = modifiers;
        _pathwayIndex = grid.Pathways.Select((p, i) => (p.Id, i)).ToDictionary(x => x.Id, x => x.i);
        _exposureIndex = grid.Exposures.Select((e, i) => (e.Id, i)).ToDictionary(x => x.Id, x => x.i);
        _symptomIndex = grid.Symptoms.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i);
        _priors = [.. grid.Pathways.Select(p => p.Directions.Select(d => PriorOf(p, d.Direction)).ToArray())];
        _markers = new MarkerBlock(grid, _pathwayIndex);
        AddCouplings();
    }

    /// <summary>The general grid.</summary>
    public GeneralGrid Grid { get; }

    /// <summary>What may change how exposures act.</summary>
    public PriorModifiers Modifiers { get; }

    /// <summary>What the grid asserts but the model cannot represent, in words.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>A builder for a grid, or what is wrong with the grid.</summary>
    /// <param name="grid">The general grid.</param>
    /// <param name="modifiers">What may change how exposures act; null = what the grid itself lists.</param>
    public static Parsed<PersonModelBuilder> Create(GeneralGrid grid, PriorModifiers? modifiers = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        modifiers ??= PriorModifiers.From(grid);
        var findings = new DiagnosticBag();
        CheckModifiers(grid, modifiers, findings);
        foreach (var p in grid.Pathways.Where(p => p.Directions.Count is not (1 or 2)))
        {
            findings.Add(Diagnostic.Error("E703", "A pathway needs one or two directions", At(p.Id.Key), p.Directions.Count.ToString(CultureInfo.InvariantCulture), "1 or 2"));
        }

        if (findings.HasErrors)
        {
            return findings.Fail<PersonModelBuilder>();
        }

        var builder = new PersonModelBuilder(grid, modifiers);
        for (int k = 0; k < grid.Pathways.Count; k++)
        {
            double residual = builder._priors[k].Min(p => p.ResidualVariance);
            if (!(residual > 0))
            {
                findings.Add(Diagnostic.Error("E703", "Score and exposures explain more than all of a pathway's liability", At(grid.Pathways[k].Id.Key),
                    (1 - residual).ToString("R", CultureInfo.InvariantCulture), "a sum of R2 and b^2 f (1 - f) below 1"));
            }
        }

        return findings.Finish(() => builder);
    }

    private static void CheckModifiers(GeneralGrid grid, PriorModifiers modifiers, DiagnosticBag findings)
    {
        foreach (var term in modifiers.Interactions)
        {
            if (grid.Pathways.All(p => p.Id != term.Pathway) || grid.Exposures.All(e => e.Id != term.Exposure))
            {
                findings.Add(Diagnostic.Error("E710", "The general grid does not know this name", At("interactions"), $"{term.Pathway} x {term.Exposure}", "a pathway and an exposure of the general grid"));
            }

            if (!double.IsFinite(term.Effect))
            {
                findings.Add(Diagnostic.Error("E703", "A number is not finite", At("interactions"), $"{term.Pathway} x {term.Exposure}", "a finite number"));
            }
        }

        if (modifiers.ScoreCorrelation is { } r && (r.Rows != grid.Pathways.Count || !Numerics.LinearAlgebra.Cholesky.TryFactorise(r, out _)))
        {
            findings.Add(Diagnostic.Error("E702", "The correlation of pathway scores is not positive definite", At("score_correlation"), $"{r.Rows} x {r.Columns}", $"a positive definite {grid.Pathways.Count} x {grid.Pathways.Count} matrix"));
        }
    }

    /// <summary>The model of one person, or everything that is wrong with what is known about them.</summary>
    public Parsed<PersonModel> Build(PersonInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var check = new PersonInputsCheck(Grid);
        check.Check(inputs, Modifiers);
        if (!check.Findings.HasErrors)
        {
            CheckLayers(inputs, check.Findings);
        }

        if (check.Findings.HasErrors)
        {
            return check.Findings.Fail<PersonModel>();
        }

        var notes = new List<string>(_notes);
        var contributions = new List<PriorContribution>();
        PathwayPrior[] priors = [.. Enumerable.Range(0, Grid.Pathways.Count).Select(k => Prior(k, inputs, contributions, notes))];
        double rho = Logit.ToProbability(Grid.LogitSpontaneousChange.Mean);
        GridPathway[] pathways = [.. Grid.Pathways.Select((p, k) => Pathway(p, priors[k], rho))];
        var (binary, continuous, ordinal) = Symptoms(inputs);
        var (markers, covariance) = _markers.For(inputs, notes);
        return GridModel.Create(pathways, _couplings, binary, continuous, markers, covariance, inputs.Label, ordinal, Modifiers.MarkerFreedom)
            .Select(model => new PersonModel(Grid, inputs, model, priors, contributions, notes));
    }

    private static Place At(string column) => new(null, null, column);

    private static GridPathway Pathway(PathwayParameters p, PathwayPrior prior, double rho) => new(
        p.Id.Key,
        [.. p.Directions.Select(d => (int)d.Direction)],
        prior.ByDirection,
        rho,
        [.. p.Directions.Select(d => d.Weight)]);

    private LiabilityPrior PriorOf(PathwayParameters p, AlterationDirection direction) => new(
        p.LogitPrevalence.Mean,
        p.LogitPrevalence.Sd,
        p.ScoreR2.Mean,
        Grid.Exposures.SelectMany((e, i) => e.Loads
            .Where(l => l.Pathway == p.Id && (l.Direction is null || l.Direction == direction))
            .Select(l => (Effect: l.Liability.Mean, Interaction: 0.0))
            .Concat(Modifiers.Interactions.Where(t => t.Pathway == p.Id && t.Exposure == e.Id).Select(t => (Effect: 0.0, Interaction: t.Effect)))
            .GroupBy(_ => i)
            .Select(g => new LiabilityPrior.Load(i, g.Sum(l => l.Effect), e.Frequency, g.Sum(l => l.Interaction)))));

    private void AddCouplings()
    {
        foreach (var c in Grid.Couplings)
        {
            int cause = _pathwayIndex[c.Cause];
            int responder = _pathwayIndex[c.Responder];
            var from = Grid.Pathways[cause].Directions;
            var to = Grid.Pathways[responder].Directions;
            for (int d = 0; d < from.Count; d++)
            {
                int wanted = (int)from[d].Direction * c.Sign;
                int target = Enumerable.Range(0, to.Count).FirstOrDefault(i => (int)to[i].Direction == wanted, -1);
                if (target < 0)
                {
                    _notes.Add($"{c.Cause} ({from[d].Direction}) would change {c.Responder} in a direction that is not one of its states; this part of the coupling is left out.");
                    continue;
                }

                _couplings.Add(new(cause, d, responder, target, Logit.ToProbability(c.LogitKappa.Mean)));
            }
        }
    }

    private PathwayPrior Prior(int k, PersonInputs inputs, List<PriorContribution> contributions, List<string> notes)
    {
        var id = Grid.Pathways[k].Id;
        var known = inputs.Exposures.Where(e => e.Present is not null).ToDictionary(e => _exposureIndex[e.Exposure]);
        double? epigenetic = inputs.Epigenetics.FirstOrDefault(s => s.Pathway == id)?.Z;
        var beliefs = new PathwayBeliefs(inputs, id, k, Grid.Pathways[k].ScoreR2.Mean, _pathwayIndex, Modifiers.ScoreCorrelation);
        var belief = beliefs.All;
        bool? Exposed(int e) => known.GetValueOrDefault(e)?.Present;
        double Factor(int e) => Modifiers.FactorOf(known[e], id, epigenetic);
        double[] byDirection = ByDirection(k, belief, Exposed, Factor);
        double causal = byDirection.Sum();
        double logOdds = Logit.FromProbability(causal);
        if (beliefs.HasGenes)
        {
            contributions.Add(new(id, null, logOdds - Logit.FromProbability(ByDirection(k, beliefs.WithoutGenes, Exposed, Factor).Sum())));
        }

        if (beliefs.HasEpigenome)
        {
            contributions.Add(new(id, null, logOdds - Logit.FromProbability(ByDirection(k, beliefs.WithoutEpigenome, Exposed, Factor).Sum())) { IsEpigenetic = true });
        }

        foreach (int e in _priors[k].SelectMany(p => p.Exposures).Distinct().Where(known.ContainsKey).Order())
        {
            double without = ByDirection(k, belief, i => i == e ? null : Exposed(i), Factor).Sum();
            contributions.Add(new(id, Grid.Exposures[e].Id, logOdds - Logit.FromProbability(without)));
        }

        if (_priors[k].Any(p => p.IsMomentMatched(Exposed)))
        {
            notes.Add($"{id}: more than twelve unknown exposures; the smaller ones enter by their variance.");
        }

        return WithFloor(id, BaseRate(k), byDirection);
    }

    /// <summary>Layers whose correlations are impossible, or that together explain more than all of a liability.</summary>
    private void CheckLayers(PersonInputs inputs, DiagnosticBag findings)
    {
        foreach (var layer in inputs.Layers)
        {
            int k = _pathwayIndex[layer.Pathway];
            var place = At($"{inputs.Label}.layers.{layer.Pathway}");
            if (LayerBelief.Of(ScoreBelief.Unknown, Grid.Pathways[k].ScoreR2.Mean, layer) is not { } belief)
            {
                findings.Add(Diagnostic.Error("E702", "The correlation of a genetic layer is not positive definite", place, null, "correlations that can hold together"));
            }
            else if (belief.ShiftPrior >= _priors[k].Min(p => p.ResidualVariance))
            {
                findings.Add(Diagnostic.Error("E703", "Scores, epigenetic evidence and exposures explain more than all of a pathway's liability", place, belief.ShiftPrior.ToString("R", CultureInfo.InvariantCulture), "less than the liability's residual variance, " + _priors[k].Min(p => p.ResidualVariance).ToString("R", CultureInfo.InvariantCulture), "State a smaller liability_r2, or one that agrees with the correlation with the polygenic score"));
            }
        }
    }

    private double BaseRate(int k) => Grid.Pathways[k].Directions.Select((d, i) => d.Weight * _priors[k][i].BaseRate).Sum();

    private PathwayPrior WithFloor(PathwayId id, double baseRate, double[] byDirection)
    {
        double causal = byDirection.Sum();
        bool low = causal < Grid.PriorFloor;
        double scale = low ? Grid.PriorFloor / causal : 1;
        return new(id, baseRate, low ? Grid.PriorFloor : causal, [.. byDirection.Select(p => p * scale)], low);
    }

    private double[] ByDirection(int k, ScoreBelief score, Func<int, bool?> exposed, Func<int, double> factor) =>
        [.. Grid.Pathways[k].Directions.Select((d, i) => d.Weight * _priors[k][i].Causal(score, exposed, factor))];

    private (List<GridSymptom> Binary, List<GridContinuousSymptom> Continuous, List<GridOrdinalSymptom> Ordinal) Symptoms(PersonInputs inputs)
    {
        var observed = inputs.Symptoms.ToDictionary(s => _symptomIndex[s.Symptom]);
        var binary = new List<GridSymptom>();
        var continuous = new List<GridContinuousSymptom>();
        var ordinal = new List<GridOrdinalSymptom>();
        for (int d = 0; d < Grid.Symptoms.Count; d++)
        {
            var symptom = Grid.Symptoms[d];
            var seen = observed.GetValueOrDefault(d);
            double leak = Logit.ToProbability(symptom.LogitLeak.Mean);
            CausalLink[] links = [.. symptom.Links.Select(l => new CausalLink(_pathwayIndex[l.Pathway], DirectionIndex(l), Logit.ToProbability(l.LogitLambda.Mean))).Where(l => l.Direction >= 0)];
            binary.Add(new(symptom.Id.Key, leak, links, seen?.Present));
            if (seen is { Present: null, Z: { } z })
            {
                continuous.Add(SeverityShift.Of(symptom.Id.Key, leak, links, z));
            }
            else if (seen is { Present: null, Level: { } level, Cutoffs: { } cutoffs })
            {
                ordinal.Add(new(symptom.Id.Key, cutoffs, SeverityShift.Of(symptom.Id.Key, leak, links, 0).Links, level));
            }
        }

        return (binary, continuous, ordinal);
    }

    private int DirectionIndex(SymptomLink link)
    {
        var directions = Grid.Pathways[_pathwayIndex[link.Pathway]].Directions;
        return Enumerable.Range(0, directions.Count).FirstOrDefault(i => directions[i].Direction == link.Direction, -1);
    }
}
