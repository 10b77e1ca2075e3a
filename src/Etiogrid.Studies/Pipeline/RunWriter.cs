using System.Globalization;
using System.Text.Json.Nodes;
using Etiogrid.Files;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Reading;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Pipeline;

/// <summary>Writes what a run leaves behind: pages, tables, JSON, logs. Each file whole or not at all.</summary>
internal static class RunWriter
{
    /// <summary>Description of the derivative dataset and the configuration that ran.</summary>
    public static void WriteDataset(RunFolders folders, StudyConfig config, RunInfo run)
    {
        var description = new JsonObject
        {
            ["Name"] = $"Etiogrid results: {run.StudyName}",
            ["BIDSVersion"] = "1.10.0",
            ["DatasetType"] = "derivative",
            ["GeneratedBy"] = new JsonArray(new JsonObject { ["Name"] = "Etiogrid", ["Version"] = run.ProgramVersion, ["Description"] = "Research use only. Not a diagnosis." }),
            ["SourceDatasets"] = new JsonArray(new JsonObject { ["Name"] = run.StudyName }),
        };
        AtomicFile.WriteText(Path.Combine(folders.Root, "dataset_description.json"), description.ToJsonString(Indented) + "\n");
        AtomicFile.WriteBytes(Path.Combine(folders.Logs, "config.yaml"), File.ReadAllBytes(config.File));
    }

    /// <summary>Page, tables and JSON of a person. The page is written last: where it stands, everything stands.</summary>
    public static void WritePerson(RunFolders folders, PersonAnalysis analysis, string page)
    {
        var person = analysis.Result;
        foreach (var (suffix, table) in PersonTables.Of(person))
        {
            AtomicFile.WriteText(folders.FileOf(person.Participant, suffix + ".tsv"), table.ToTsv());
        }

        if (person.Run.Simulated)
        {
            var naive = new Table("pathway_id", "posterior_p");
            for (int i = 0; i < person.Pathways.Count; i++)
            {
                naive.Add(person.Pathways[i].Id, analysis.Naive[i]);
            }

            AtomicFile.WriteText(folders.FileOf(person.Participant, "desc-naive_pathways.tsv"), naive.ToTsv());
        }

        PersonInputsFile.Write(folders, person.Participant, analysis.Inputs);
        AtomicFile.WriteText(folders.FileOf(person.Participant, "provenance.json"), Provenance(person));
        AtomicFile.WriteText(folders.FileOf(person.Participant, "result.json"), ResultJson.Write(person));
        AtomicFile.WriteText(folders.PageOf(person.Participant), page);
    }

    /// <summary>Run table, findings, sidecars.</summary>
    public static void WriteLogs(RunFolders folders, StudyData study, RunInfo run, RunOutcome outcome, StudyMeasures measures)
    {
        var findings = new Table("participant_id", "severity", "code", "file", "row", "column", "message", "found", "expected", "fix");
        foreach (var (person, d) in study.Findings.All())
        {
            string? file = d.Place.File is null ? null : study.RelativePath(d.Place.File);
            findings.Add(person.ToString(), d.Severity.ToString().ToLowerInvariant(), d.Code, file, d.Place.Row, d.Place.Column, d.Message, d.Found, d.Expected, d.Fix);
        }

        AtomicFile.WriteText(Path.Combine(folders.Logs, "findings.tsv"), findings.ToTsv());
        var reliability = new Table("feature", "name", "people", "icc", "ci_low", "ci_high");
        foreach (var row in measures.Reliability.Retest)
        {
            reliability.Add(row.Feature, row.Name, row.People, row.Icc, row.Interval.Low, row.Interval.High);
        }

        AtomicFile.WriteText(Path.Combine(folders.Group, "reliability.tsv"), reliability.ToTsv());
        AtomicFile.WriteText(Path.Combine(folders.Root, "columns.json"), ColumnDictionary.Json);
        AtomicFile.WriteText(Path.Combine(folders.Root, "participants.tsv"), Participants(study, outcome).ToTsv());
        var log = new JsonObject
        {
            ["run_id"] = run.RunId,
            ["program"] = "Etiogrid " + run.ProgramVersion,
            ["grid"] = run.GridVersion,
            ["grid_sha256"] = run.GridSha256,
            ["config_sha256"] = run.ConfigSha256,
            ["seed"] = run.Seed.ToString(CultureInfo.InvariantCulture),
            ["command"] = run.Command,
            ["exit_code"] = outcome.ExitCode,
            ["closing_line"] = outcome.ClosingLine,
            ["done"] = new JsonArray([.. outcome.Done.Select(p => (JsonNode)p.ToString())]),
            ["failed"] = new JsonArray([.. outcome.Failed.Select(p => (JsonNode)p.ToString())]),
            ["notice"] = "Research use only. Not a diagnosis.",
        };
        AtomicFile.WriteText(Path.Combine(folders.Logs, "run.json"), log.ToJsonString(Indented) + "\n");
    }

    private static Table Participants(StudyData study, RunOutcome outcome)
    {
        var done = outcome.Done.ToHashSet();
        var failed = outcome.Failed.ToHashSet();
        var table = new Table("participant_id", "group", "site", "status");
        foreach (var p in study.Participants.Where(p => done.Contains(p.Id) || failed.Contains(p.Id)))
        {
            table.Add(p.Id.ToString(), p.Group.Length == 0 ? null : p.Group, p.Site.Length == 0 ? null : p.Site, done.Contains(p.Id) ? "done" : "failed");
        }

        return table;
    }

    private static System.Text.Json.JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n" };

    private static string Provenance(PersonResult person)
    {
        var json = new JsonObject
        {
            ["participant"] = "sub-" + person.Participant,
            ["session"] = person.Session,
            ["run_id"] = person.Run.RunId,
            ["program"] = "Etiogrid " + person.Run.ProgramVersion,
            ["grid_version"] = person.Run.GridVersion,
            ["grid_sha256"] = person.Run.GridSha256,
            ["config_sha256"] = person.Run.ConfigSha256,
            ["seed"] = person.Run.Seed.ToString(CultureInfo.InvariantCulture),
            ["engine"] = person.Engine.Name,
            ["engine_error"] = person.Engine.ErrorStatement,
            ["inputs"] = new JsonArray([.. person.Inputs.Select(i => (JsonNode)new JsonObject { ["file"] = i.File, ["sha256"] = i.Sha256 })]),
            ["command"] = person.Run.Command,
            ["notice"] = "Research use only. Not a diagnosis.",
        };
        return json.ToJsonString(Indented) + "\n";
    }
}
