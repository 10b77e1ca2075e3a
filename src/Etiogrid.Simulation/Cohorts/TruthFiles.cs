using System.Text.Json.Nodes;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>What is true: states, markers, and every parameter that was used.</summary>
internal static class TruthFiles
{
    public const string States = "truth/truth.tsv";

    public static void Write(SimulatedCohort cohort, Absence absence, double brainError, StudyFolder study)
    {
        study.Table(States, StateTable(cohort));
        study.Table("truth/markers.tsv", MarkerTable(cohort, absence));
        study.Json("truth/model.json", Model(cohort, brainError));
    }

    private static Table StateTable(SimulatedCohort cohort)
    {
        var table = new Table("participant_id", "group", "pathway", "state", "direction", "prior_liability", "prior_probability", "prior_hypofunction", "prior_hyperfunction", "score_z");
        foreach (var person in cohort.People)
        {
            for (int k = 0; k < person.Pathways.Length; k++)
            {
                var p = person.Pathways[k];
                table.Add("sub-" + person.Label, person.IsControl ? "control" : "patient", cohort.Grid.Pathways[k].Id.Key, p.State.ToString().ToLowerInvariant(), p.Direction?.ToString().ToLowerInvariant(), p.Liability, p.Prior, p.PriorDown, p.PriorUp, p.ScoreZ);
            }
        }

        return table;
    }

    private static Table MarkerTable(SimulatedCohort cohort, Absence absence)
    {
        var table = new Table("participant_id", "marker", "z", "expected_z", "carried_by");
        foreach (var person in cohort.People)
        {
            for (int m = 0; m < person.MarkerZ.Length; m++)
            {
                table.Add("sub-" + person.Label, cohort.Grid.Markers[m].Id, person.MarkerZ[m], person.MarkerMeans[m], Carrier(cohort, cohort.Grid.Markers[m], person, absence));
            }
        }

        return table;
    }

    /// <summary>Files of the person that show the marker (cells of the laboratory table may still be n/a); null where none does.</summary>
    private static string? Carrier(SimulatedCohort cohort, MarkerParameters marker, SimulatedPerson person, Absence absence)
    {
        string?[] carriers = marker switch
        {
            { Modality: Modality.Laboratory } => [absence.LacksLaboratory(person) ? null : "labs"],
            _ when MarkerModel.IsColocalization(marker) => [absence.LacksMap(person) ? null : "map", absence.LacksTimeSeries(person) ? null : "timeseries"],
            { Modality: Modality.Connectome, Measure: BrainFiles.NetworkStrength } when cohort.Parcellation.Regions.Any(r => r.Network == marker.Target) => [absence.LacksTimeSeries(person) ? null : "timeseries"],
            _ => [],
        };
        string text = string.Join(',', carriers.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    private static JsonObject Model(SimulatedCohort cohort, double brainError)
    {
        var grid = cohort.Grid;
        return new()
        {
            ["model"] = "GRID-3 at the means of the general grid's parameters; the uncertainty of the prevalence is integrated into each prior",
            ["patients"] = "Drawn from the prior: exposures at population frequency, scores standard normal, pathways causal with probability prior_probability. Not conditioned on symptoms: the prevalence is that among symptomatic people.",
            ["controls"] = "Exposures and scores as in patients; every pathway unaltered, symptoms from the leak alone.",
            ["grid_version"] = grid.Version,
            ["grid_sha256"] = grid.Sha256,
            ["seed"] = cohort.Design.Seed,
            ["largest_strength_error"] = brainError,
            ["prior_floor"] = grid.PriorFloor,
            ["rho0"] = Logit.ToProbability(grid.LogitSpontaneousChange.Mean),
            ["pathways"] = new JsonArray([.. grid.Pathways.Select((p, k) => Pathway(cohort, p, k))]),
            ["exposures"] = new JsonArray([.. grid.Exposures.Select(Exposure)]),
            ["symptoms"] = new JsonArray([.. grid.Symptoms.Select(Symptom)]),
            ["couplings"] = new JsonArray([.. grid.Couplings.Select(c => (JsonNode)new JsonObject { ["cause"] = c.Cause.Key, ["responder"] = c.Responder.Key, ["sign"] = c.Sign, ["kappa"] = Logit.ToProbability(c.LogitKappa.Mean) })]),
            ["markers"] = new JsonArray([.. grid.Markers.Select(Marker)]),
            ["atlas_similarity"] = Rows(cohort.Atlas.Names, cohort.Atlas.Similarity),
            ["marker_covariance"] = Rows([.. grid.Markers.Select(m => m.Id)], cohort.Markers.Covariance),
        };
    }

    private static JsonObject Pathway(SimulatedCohort cohort, PathwayParameters p, int k) => new()
    {
        ["id"] = p.Id.Key,
        ["logit_prevalence_mean"] = p.LogitPrevalence.Mean,
        ["logit_prevalence_sd"] = p.LogitPrevalence.Sd,
        ["score_effect"] = cohort.People[0].Pathways[k].ScoreZ is null ? 0 : Math.Sqrt(p.ScoreR2.Mean),
        ["directions"] = new JsonObject(p.Directions.Select(d => KeyValuePair.Create(d.Direction.ToString().ToLowerInvariant(), (JsonNode?)JsonValue.Create(d.Weight)))),
    };

    private static JsonNode Exposure(ExposureParameters e) => new JsonObject
    {
        ["id"] = e.Id.Key,
        ["frequency"] = e.Frequency,
        ["b"] = new JsonArray([.. e.Loads.Select(l => (JsonNode)new JsonObject { ["pathway"] = l.Pathway.Key, ["direction"] = l.Direction?.ToString().ToLowerInvariant() ?? "either", ["liability"] = l.Liability.Mean })]),
    };

    private static JsonNode Symptom(SymptomParameters s) => new JsonObject
    {
        ["id"] = s.Id.Key,
        ["leak"] = Logit.ToProbability(s.LogitLeak.Mean),
        ["lambda"] = new JsonArray([.. s.Links.Select(l => (JsonNode)new JsonObject { ["pathway"] = l.Pathway.Key, ["direction"] = l.Direction.ToString().ToLowerInvariant(), ["lambda"] = Logit.ToProbability(l.LogitLambda.Mean) })]),
    };

    private static JsonNode Marker(MarkerParameters m) => new JsonObject
    {
        ["id"] = m.Id,
        ["shares_signal"] = MarkerModel.IsColocalization(m),
        ["loadings"] = new JsonArray([.. m.Loadings.Select(l => (JsonNode)new JsonObject { ["pathway"] = l.Pathway.Key, ["direction"] = l.Direction.ToString().ToLowerInvariant(), ["loading"] = l.Loading.Mean })]),
    };

    private static JsonObject Rows(IReadOnlyList<string> names, Numerics.LinearAlgebra.Matrix matrix) => new()
    {
        ["names"] = new JsonArray([.. names.Select(n => (JsonNode)n)]),
        ["rows"] = new JsonArray([.. Enumerable.Range(0, matrix.Rows).Select(i => (JsonNode)new JsonArray([.. matrix.Row(i).ToArray().Select(v => (JsonNode)Math.Round(v, 12))]))]),
    };
}
