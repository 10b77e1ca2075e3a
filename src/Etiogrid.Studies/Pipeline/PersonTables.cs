using Etiogrid.Files;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Studies.Cohorts;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Pipeline;

/// <summary>The tables of one person, as views of the result.</summary>
internal static class PersonTables
{
    /// <summary>Suffix (as in <c>sub-01_grid.tsv</c>) and table.</summary>
    public static IEnumerable<(string Suffix, Table Table)> Of(PersonResult person)
    {
        yield return ("grid", Grid(person));
        yield return ("pathways", Pathways(person));
        yield return ("evidence", Evidence(person));
        yield return ("fingerprint", Fingerprint(person));
        if (person.Genetics is { } genetics)
        {
            yield return ("genetics", Genetics(genetics));
        }

        yield return ("interventions", Interventions(person));
        yield return ("next", Next(person));
        if (person.Pathways.Any(p => p.StateTrait is not null))
        {
            yield return ("desc-visits_pathways", Visits(person));
        }

        if (person.Brain is { Colocalization.Count: > 0 } brain)
        {
            yield return ("desc-coloc_stat", Colocalization(brain));
        }

        if (person.Brain is { NetworkNames.Count: > 0 } networks)
        {
            yield return ("desc-dev_relmat", Networks(networks));
        }
    }

    private static Table Grid(PersonResult person)
    {
        var table = new Table("pathway_id", "exposure_id", "prior_p", "exposed", "cell_logodds", "source_ids");
        foreach (var pathway in person.Pathways)
        {
            foreach (var cell in pathway.Cells.Where(c => c.State != CellState.NotLinked))
            {
                object? exposed = cell.State switch { CellState.Exposed => 1, CellState.NotExposed => 0, _ => null };
                table.Add(pathway.Id, cell.ColumnId, pathway.Prior, exposed, cell.State == CellState.Unknown ? null : cell.LogOdds, string.Join(';', cell.Sources));
            }
        }

        return table;
    }

    private static Table Pathways(PersonResult person)
    {
        string[] groups = [.. person.Pathways.SelectMany(p => p.Waterfall).Select(s => s.Group).Where(g => g != "base").Distinct()];
        var table = new Table([
            "pathway_id", "base_rate", "prior_p", "posterior_p", "ci_low", "ci_high", "ess", "rhat", "causal_p", "compensatory_p", "down_p", "up_p", "call",
            .. groups.Select(g => "log_bf_" + g), "state_p", "trait_p", "state_trait", "ambiguity_set", "set_posterior_p", "missing_modalities", "quality_flag"]);
        string missing = string.Join(';', person.Modalities.Where(m => m.Presence == Presence.Absent).Select(m => m.Modality.ToString().ToLowerInvariant()));
        foreach (var p in person.Pathways)
        {
            var set = person.AmbiguitySets.FirstOrDefault(s => s.PathwayIds.Contains(p.Id));
            IEnumerable<object?> bayesFactors = groups.Select(g => (object?)p.Waterfall.Where(s => s.Group == g).Sum(s => s.LogOdds));
            table.Add([
                p.Id, p.BaseRate, p.Prior, p.Posterior, p.Band95.Low, p.Band95.High, person.Engine.EffectiveSampleSize, person.Engine.RHat, p.Causal, p.Compensatory, p.Down, p.Up, p.Call,
                .. bayesFactors, p.StateTrait?.StateDominant, 1 - p.StateTrait?.StateDominant, p.StateTrait?.Verdict ?? "undetermined", set?.Id, set?.JointPosterior, missing, p.Quality.Length == 0 ? null : p.Quality]);
        }

        return table;
    }

    private static Table Visits(PersonResult person)
    {
        var table = new Table("pathway_id", "visit", "days", "z", "severity_z", "markers");
        foreach (var p in person.Pathways)
        {
            foreach (var visit in p.StateTrait?.Visits ?? [])
            {
                table.Add(p.Id, "ses-" + visit.Session, visit.Days, visit.Z, visit.Severity, string.Join("; ", p.StateTrait!.Markers));
            }
        }

        return table;
    }

    private static Table Evidence(PersonResult person)
    {
        var table = new Table("evidence_id", "pathway_ids", "modality", "scale", "measure", "name", "value", "unit", "reference_mean", "reference_sd", "reference_n", "reference", "z", "reliability", "log_bf", "used_in_grid", "input_file", "input_sha256", "row", "column", "citation_keys");
        foreach (var e in person.Evidence)
        {
            table.Add(e.Id, string.Join(';', e.PathwayIds), e.Modality, e.Scale, e.Feature, e.Name, e.Value, e.Unit, e.ReferenceMean, e.ReferenceSd, e.ReferenceN, e.ReferenceKind, e.Z, e.Reliability, e.LogBayesFactor, e.UsedInGrid, e.File, e.Sha256, e.Row, e.Column, string.Join(';', e.Sources));
        }

        return table;
    }

    private static Table Genetics(GeneticResult genetics)
    {
        var table = new Table(
            "unit_id", "kind", "name", "pathway_ids", "n_genes", "n_variants", "score", "score_se", "reference_z", "ancestry_z", "background_z", "coverage", "z", "z_ci_low", "z_ci_high", "z_ci_counts",
            "joint_z", "joint_coverage", "reliability", "score_correlation", "prior_logodds", "used_in_grid", "note", "input_file", "input_sha256");
        foreach (var u in genetics.Pathways.Concat(genetics.Units))
        {
            table.Add(
                u.Unit, u.Kind, u.Name, Words(string.Join(';', u.PathwayIds)), u.Genes, u.Variants, u.Score, u.StandardError, u.ReferenceZ, u.AncestryZ, u.BackgroundZ, u.Coverage, u.Z, u.Interval?.Low, u.Interval?.High, Words(u.IntervalCounts),
                u.JointZ, u.JointCoverage, null, null, u.LogOdds, u.UsedInGrid, Words(u.Note), u.File, u.Sha256);
        }

        foreach (var e in genetics.Epigenetics)
        {
            table.Add(
                e.Id, "epigenetic_" + e.Measure, e.Name, e.PathwayId, null, e.Marks > 0 ? e.Marks : null, e.Adjusted ?? e.Value, null, e.Z, null, null, e.Coverage, e.Z, e.Interval.Low, e.Interval.High, "reliability",
                null, null, e.Reliability, double.IsFinite(e.ScoreCorrelation) ? e.ScoreCorrelation : null, e.LogOdds, e.Role != "moderator", Words(e.Note), e.File, e.Sha256);
        }

        return table;
    }

    private static string? Words(string text) => text.Length == 0 ? null : text;

    private static Table Fingerprint(PersonResult person)
    {
        var table = new Table("scale", "feature", "z", "percentile", "ci_low", "ci_high", "reliability");
        foreach (var f in person.Fingerprint)
        {
            table.Add(f.Scale, f.Feature, f.Z, f.Percentile, f.Interval?.Low, f.Interval?.High, f.Reliability);
        }

        return table;
    }

    private static Table Interventions(PersonResult person) => Interventions(person.Combinations, [.. person.ExcludedInterventions, .. person.NotRanked]);

    /// <summary>Ranked combinations, then every other intervention with the reason.</summary>
    public static Table Interventions(IReadOnlyList<CombinationResult> ranked, IReadOnlyList<ExcludedIntervention> others)
    {
        var table = new Table("rank", "members", "pathways_hit", "expected_gain", "ci_low", "ci_high", "p_best", "regret", "burden", "pareto", "evidence_level", "contraindications", "why_not", "horizon", "remission_gain", "reasons");
        foreach (var c in ranked)
        {
            table.Add(c.Rank, string.Join(';', c.MemberIds), string.Join(';', c.PathwayIds), c.ExpectedGain, c.Interval.Low, c.Interval.High, c.ProbabilityBest, c.Regret, c.Burden, c.OnParetoFront, c.EvidenceGrade, string.Join("; ", c.Risks), null, c.Horizon, c.RemissionGain, string.Join("; ", c.Reasons));
        }

        foreach (var e in others)
        {
            table.Add(null, e.Id, null, null, null, null, null, null, null, null, null, null, e.WhyNot, null, null, null);
        }

        return table;
    }

    private static Table Next(PersonResult person)
    {
        var table = new Table("measure", "modality", "expected_info_bits", "cost", "bits_per_cost", "splits", "evsi", "evsi_cost", "evsi_per_cost", "p_change");
        foreach (var n in person.NextMeasurements)
        {
            table.Add(n.MarkerId, n.Modality, n.Bits, n.Cost, n.BitsPerCost, n.Splits.Length == 0 ? null : n.Splits, n.DecisionValue, n.DecisionCost, n.DecisionValue / n.DecisionCost, n.ProbabilityOfChange);
        }

        return table;
    }

    private static Table Colocalization(BrainResult brain)
    {
        var table = new Table("atlas", "pathway_ids", "rho", "pearson", "p_null", "q", "p_parametric", "n", "z", "note");
        double[] q = FalseDiscovery.Rates([.. brain.Colocalization.Select(c => c.PNull)]);
        int row = 0;
        foreach (var c in brain.Colocalization)
        {
            table.Add(c.Atlas, string.Join(';', c.PathwayIds), c.Rho, c.Pearson, c.PNull, q[row++], c.PParametric, c.N, c.Z, c.Note.Length == 0 ? null : c.Note);
        }

        return table;
    }

    private static Table Networks(BrainResult brain)
    {
        var table = new Table("network_a", "network_b", "z", "percentile");
        int n = brain.NetworkNames.Count;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double z = brain.NetworkZ[(i * n) + j];
                table.Add(brain.NetworkNames[i], brain.NetworkNames[j], z, double.IsNaN(z) ? null : 100 * Normal.Cumulative(z));
            }
        }

        return table;
    }
}
