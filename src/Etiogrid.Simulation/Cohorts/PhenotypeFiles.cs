using System.Globalization;
using System.Text.Json.Nodes;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>Participants, exposures, symptoms, laboratory values and outcomes, each with its sidecar.</summary>
internal static class PhenotypeFiles
{
    public const string Outcome = "severity_change_6mo";
    public const string Visits = "phenotype/visits.tsv";

    public static void Write(SimulatedCohort cohort, Absence absence, StudyFolder study)
    {
        WriteParticipants(cohort, study);
        WriteExposures(cohort, study);
        WriteSymptoms(cohort, study);
        var visits = cohort.People.ToDictionary(p => p.Label, p => FollowUp.Draw(cohort, p), StringComparer.Ordinal);
        WriteLaboratory(cohort, absence, visits, study);
        WriteVisits(cohort, visits, study);
        WriteOutcomes(cohort, study);
    }

    /// <summary>The markers that the laboratory table carries.</summary>
    public static int[] LaboratoryMarkers(GeneralGrid grid) =>
        [.. Enumerable.Range(0, grid.Markers.Count).Where(m => grid.Markers[m].Modality == Modality.Laboratory)];

    private static void WriteParticipants(SimulatedCohort cohort, StudyFolder study)
    {
        var table = new Table("participant_id", "group", "age", "sex", "site");
        foreach (var person in cohort.People)
        {
            var d = Demographics.Of(person, cohort.Design.Seed);
            table.Add("sub-" + person.Label, person.IsControl ? "control" : "patient", d.AgeText, d.SexText, d.Site);
        }

        study.Table("participants.tsv", table);
        study.Json("participants.json", new()
        {
            ["group"] = Column("Patient: drawn from the grid's prior for symptomatic people. Control: no altered pathway. Simulated.", levels: [("patient", "Patient"), ("control", "Control")]),
            ["age"] = Column("Age; related to nothing. Simulated.", "years"),
            ["sex"] = Column("Sex; related to nothing. Simulated.", levels: [("F", "Female"), ("M", "Male")]),
            ["site"] = Column("Site; related to nothing. Simulated.", levels: [("A", "Site A"), ("B", "Site B")]),
        });
    }

    private static void WriteExposures(SimulatedCohort cohort, StudyFolder study)
    {
        var exposures = cohort.Grid.Exposures;
        WriteBinary(cohort, study, "exposures", [.. exposures.Select(e => e.Id.Key)], cohort.Design.MissingExposure, (person, e) => person.Exposed[e], e => $"{exposures[e].Name} ({exposures[e].Window}). Simulated.", "Exposed", "Not exposed");
    }

    private static void WriteSymptoms(SimulatedCohort cohort, StudyFolder study)
    {
        var symptoms = cohort.Grid.Symptoms;
        WriteBinary(cohort, study, "symptoms", [.. symptoms.Select(s => s.Id.Key)], cohort.Design.MissingSymptom, (person, d) => person.Symptoms[d], d => $"{symptoms[d].Name}. Simulated.", "Present", "Absent");
    }

    private static void WriteBinary(SimulatedCohort cohort, StudyFolder study, string name, string[] columns, double missingRate, Func<SimulatedPerson, int, bool> value, Func<int, string> description, string one, string zero)
    {
        var table = new Table(["participant_id", .. columns]);
        foreach (var person in cohort.People)
        {
            var random = Philox.For(cohort.Design.Seed, person.Label, "missing " + name);
            table.Add(["sub-" + person.Label, .. Enumerable.Range(0, columns.Length).Select(c => random.NextBernoulli(missingRate) ? null : (object?)(value(person, c) ? 1 : 0))]);
        }

        var sidecar = new JsonObject();
        for (int c = 0; c < columns.Length; c++)
        {
            sidecar[columns[c]] = Column(description(c), levels: [("1", one), ("0", zero)]);
        }

        study.Table($"phenotype/{name}.tsv", table);
        study.Json($"phenotype/{name}.json", sidecar);
    }

    private static void WriteLaboratory(SimulatedCohort cohort, Absence absence, Dictionary<string, FollowUp> visits, StudyFolder study)
    {
        int[] markers = LaboratoryMarkers(cohort.Grid);
        if (markers.Length == 0)
        {
            return;
        }

        bool repeated = cohort.Design.Visits > 1;
        string[] keys = repeated ? ["participant_id", "session_id"] : ["participant_id"];
        var table = new Table([.. keys, .. markers.Select(m => cohort.Grid.Markers[m].Id)]);
        foreach (var person in cohort.People)
        {
            var random = Philox.For(cohort.Design.Seed, person.Label, "missing labs");
            bool absent = absence.LacksLaboratory(person);
            double[][] z = visits[person.Label].MarkerZ;
            for (int visit = 0; visit < z.Length; visit++)
            {
                object?[] row = repeated ? ["sub-" + person.Label, Session(visit)] : ["sub-" + person.Label];
                table.Add([.. row, .. markers.Select(m => random.NextBernoulli(cohort.Design.MissingLaboratory) || absent ? null : (object?)LaboratoryReference.For(cohort.Grid.Markers[m].Id).Value(z[visit][m]))]);
            }
        }

        var sidecar = new JsonObject();
        foreach (int m in markers)
        {
            var reference = LaboratoryReference.For(cohort.Grid.Markers[m].Id);
            string scale = reference.IsLog ? "natural logarithm" : "value";
            sidecar[cohort.Grid.Markers[m].Id] = Column($"{cohort.Grid.Markers[m].Name}. Simulated: in people without an altered pathway the {scale} has mean {Cell.Format(reference.Mean)} and standard deviation {Cell.Format(reference.Sd)}.", reference.Unit);
        }

        study.Table("phenotype/labs.tsv", table);
        study.Json("phenotype/labs.json", sidecar);
    }

    private static string Session(int visit) => string.Create(CultureInfo.InvariantCulture, $"ses-{visit + 1}");

    private static void WriteVisits(SimulatedCohort cohort, Dictionary<string, FollowUp> visits, StudyFolder study)
    {
        if (cohort.Design.Visits == 1)
        {
            return;
        }

        var table = new Table("participant_id", "session_id", "days", "severity");
        var truth = new Table("participant_id", "pathway", "nature");
        foreach (var person in cohort.People.Where(p => !p.IsControl))
        {
            var own = visits[person.Label];
            for (int t = 0; t < own.Days.Length; t++)
            {
                table.Add("sub-" + person.Label, Session(t), own.Days[t], own.Rating(t));
            }

            for (int k = 0; k < own.IsState.Length; k++)
            {
                if (person.Pathways[k].State != PathwayState.None)
                {
                    truth.Add("sub-" + person.Label, cohort.Grid.Pathways[k].Id.Key, own.IsState[k] ? "state" : "trait");
                }
            }
        }

        study.Table(Visits, table);
        study.Json("phenotype/visits.json", new()
        {
            ["days"] = Column("Day of the visit, 0 for the first. Simulated.", "days"),
            ["severity"] = Column("Symptom severity: an Ornstein-Uhlenbeck process with mean 50, standard deviation 15 and a time constant of 60 days. Simulated.", "points, 0 to 100"),
        });
        study.Table("truth/state_trait.tsv", truth);
    }

    private static void WriteOutcomes(SimulatedCohort cohort, StudyFolder study)
    {
        var arms = TreatmentArms.Of(cohort.Grid);
        var table = new Table("participant_id", "arm", "severity_baseline", Outcome);
        foreach (var person in cohort.People.Where(p => !p.IsControl))
        {
            var (arm, baseline, change) = arms.Treat(cohort, person);
            table.Add("sub-" + person.Label, arm, Math.Round(baseline, 2), Math.Round(change, 2));
        }

        var arm0 = Column("Arm, drawn at random. Simulated.", levels: [.. arms.Names.Select(n => (n.Id, n.Name))]);
        study.Table("phenotype/outcomes.tsv", table);
        study.Json("phenotype/outcomes.json", new()
        {
            ["arm"] = arm0,
            ["severity_baseline"] = Column("100 times the mean probability of the symptom dimensions given the person's pathways, with measurement error (sd 3). Simulated.", "points, 0 to 100"),
            [Outcome] = Column("Change of severity after 6 months; negative is improvement. A treatment that corrects a causal pathway lowers it, one that pushes the wrong way raises it; measurement error sd 3. Simulated.", "points"),
        });
    }

    private static JsonObject Column(string description, string? units = null, IEnumerable<(string Value, string Meaning)>? levels = null)
    {
        var column = new JsonObject { ["Description"] = description };
        if (units is not null)
        {
            column["Units"] = units;
        }

        if (levels is not null)
        {
            column["Levels"] = new JsonObject(levels.Select(l => KeyValuePair.Create(l.Value, (JsonNode?)JsonValue.Create(l.Meaning))));
        }

        return column;
    }
}
