using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;

namespace Etiogrid.Studies.Reading;

/// <summary>Reads a study's tables and finds its files, without computing anything.</summary>
public static class StudyReader
{
    private const int MostLevels = 20;

    /// <summary>
    /// Reads the tables. Errors about the study as a whole: unreadable tables, missing columns, ids unknown to the grid (E211).
    /// E234: the table of visits has no sessions.
    /// Errors about people go to <see cref="StudyData.Findings"/>: repeated ids (E223), unknown people (E222), cells that are not numbers (E231).
    /// </summary>
    public static Parsed<StudyData> Read(StudyConfig config, GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(grid);
        var bag = new DiagnosticBag();
        CheckIds(config, grid, bag);
        var findings = new PersonFindings();
        var table = DelimitedTable.Read(config.Participants);
        bag.AddRange(table.Diagnostics);
        if (!table.HasValue)
        {
            return bag.Fail<StudyData>();
        }

        var people = Participants(table.Value, bag, findings);
        var known = people.Select(p => p.Id).ToHashSet();
        var tables = Tables(config, known, findings, bag);
        CheckCells(config, people, tables, findings);
        CheckPeriods(config, grid, people, tables, findings);
        CheckLevels(config, people, tables, findings);
        CheckVisits(config, tables, bag);
        var sessions = people.ToDictionary(p => p.Id, p => SessionsOf(config, p.Id, tables));
        return bag.Finish(() => new StudyData(config, people, table.Value.Header, tables, sessions, findings));
    }

    private static void CheckIds(StudyConfig config, GeneralGrid grid, DiagnosticBag bag)
    {
        Check(config.Exposures.Select(e => e.Id.Key), grid.Exposures.Select(e => e.Id.Key), "exposures");
        Check(config.Symptoms.Select(s => s.Id.Key), grid.Symptoms.Select(s => s.Id.Key), "symptoms");
        Check(config.Exposures.Select(e => e.Timing).OfType<string>(), grid.CriticalPeriods.Keys, "critical_periods");
        Check(config.Labs.Select(l => l.MarkerId), grid.Markers.Where(m => m.Measure == "lab").Select(m => m.Id), "labs");
        Check(config.Epigenetics.Select(e => e.Pathway.Key), grid.Pathways.Select(p => p.Id.Key), "pathways");
        Check(config.Regional.Select(r => r.MarkerId), grid.Markers.Where(m => m.Modality == Modality.Imaging && m.Measure != "coloc").Select(m => m.Id), "regional");

        void Check(IEnumerable<string> used, IEnumerable<string> known, string section)
        {
            var set = known.ToHashSet(StringComparer.Ordinal);
            foreach (string id in used.Where(id => !set.Contains(id)))
            {
                string? near = NearestName.Among(id, set);
                bag.Add(Diagnostic.Error("E211", $"The knowledge base has no such entry under {section}", new(config.File, null, $"{section}.{id}"), id, null, near is null ? $"See 'etiogrid knowledge list {section}'" : $"Did you mean '{near}'?"));
            }
        }
    }

    private static List<Participant> Participants(DelimitedTable table, DiagnosticBag bag, PersonFindings findings)
    {
        int idColumn = table.ColumnOf("participant_id");
        if (idColumn < 0)
        {
            bag.Add(Diagnostic.Error("E220", "The table has no participant_id column", new(table.File, 1), null, "a column named participant_id", "Name the column of labels participant_id"));
            return [];
        }

        List<Participant> people = [];
        var seen = new HashSet<ParticipantId>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            var cells = table.Header.Zip(table.Rows[i]).ToDictionary(x => x.First, x => x.Second.Trim(), StringComparer.Ordinal);
            if (!ParticipantId.TryParse(cells["participant_id"], out var id))
            {
                bag.Add(Diagnostic.Error("E221", "The participant label is not valid", table.PlaceOf(i, "participant_id"), cells["participant_id"], "sub- followed by letters and digits", "Remove separators and spaces from the label"));
            }
            else if (!seen.Add(id))
            {
                findings.Add(id, Diagnostic.Error("E223", "The person has two rows in participants.tsv", table.PlaceOf(i, "participant_id"), id.ToString(), "one row a person", "Remove one of the rows"));
            }
            else
            {
                people.Add(new(id, cells.GetValueOrDefault("group", ""), cells.GetValueOrDefault("site", ""), cells, table.RowNumbers[i]));
            }
        }

        if (people.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E102", "The table lists nobody", new(table.File), null, "one row a person", null));
        }

        return people;
    }

    private static Dictionary<string, PhenotypeTable> Tables(StudyConfig config, HashSet<ParticipantId> known, PersonFindings findings, DiagnosticBag bag)
    {
        Dictionary<string, PhenotypeTable> tables = new(StringComparer.Ordinal);
        foreach (var group in Sources(config).GroupBy(s => s.Source.File, StringComparer.Ordinal))
        {
            var parsed = PhenotypeTable.Read(group.Key, known, findings);
            bag.AddRange(parsed.Diagnostics);
            if (!parsed.TryGetValue(out var table))
            {
                continue;
            }

            foreach (var (source, _) in group.Where(s => !table.Header.Contains(s.Source.Column)))
            {
                string? near = NearestName.Among(source.Column, table.Header);
                bag.Add(Diagnostic.Error("E224", "The table has no such column", new(group.Key, 1, source.Column), source.Column, null, near is null ? $"Its columns: {string.Join(", ", table.Header)}" : $"Did you mean '{near}'?"));
            }

            tables[group.Key] = table;
        }

        return tables;
    }

    /// <summary>Every column the configuration reads, and whether its cells must be numbers.</summary>
    private static IEnumerable<(ColumnSource Source, bool Numeric)> Sources(StudyConfig config) =>
    [
        .. config.Exposures.Select(e => (e.Source, e.Exposed.NeedsNumber)),
        .. config.Exposures.Select(e => e.Appraisal).OfType<ColumnSource>().Select(c => (c, true)),
        .. config.Exposures.Select(e => e.TimingColumn).OfType<ColumnSource>().Select(c => (c, false)),
        .. config.Symptoms.Select(s => (s.Source, s.Present.NeedsNumber)),
        .. config.Labs.Select(l => (l.Source, l.Positive?.NeedsNumber ?? true)),
        .. config.Epigenetics.Select(e => e.Source).OfType<ColumnSource>().Select(s => (s, true)),
        .. config.Epigenetics.SelectMany(e => e.Covariates).Select(s => (s, true)),
        .. config.Regional.SelectMany(r => r.Regions).Select(s => (s, true)),
        .. config.Regional.Where(r => r.Quality is not null).Select(r => (new ColumnSource(r.Regions[0].File, r.Quality!.Column), r.Quality.NeedsNumber)),
        .. config.Outcomes.Select(o => (o.Source, true)),
        .. config.Visits is null ? [] : new[] { config.Visits.Days, config.Visits.Severity }.OfType<ColumnSource>().Select(s => (s, true)),
    ];

    private static void CheckCells(StudyConfig config, List<Participant> people, Dictionary<string, PhenotypeTable> tables, PersonFindings findings)
    {
        foreach (var (source, _) in Sources(config).Where(s => s.Numeric))
        {
            if (!tables.TryGetValue(source.File, out var table) || !table.Header.Contains(source.Column))
            {
                continue;
            }

            foreach (var person in people)
            {
                foreach (var cell in table.CellsOf(person.Id, source.Column).Where(c => !Cell.IsMissing(c.Text) && !Cell.TryNumber(c.Text, out _)))
                {
                    findings.Add(person.Id, Diagnostic.Error("E231", $"{person.Id}: the cell is not a number", cell.Place, cell.Text, "a number or n/a", Cell.FixFor(cell.Text)));
                }
            }
        }
    }

    private static void CheckPeriods(StudyConfig config, GeneralGrid grid, List<Participant> people, Dictionary<string, PhenotypeTable> tables, PersonFindings findings)
    {
        foreach (var column in config.Exposures.Select(e => e.TimingColumn).OfType<ColumnSource>())
        {
            if (!tables.TryGetValue(column.File, out var table) || !table.Header.Contains(column.Column))
            {
                continue;
            }

            foreach (var person in people)
            {
                foreach (var cell in table.CellsOf(person.Id, column.Column).Where(c => !Cell.IsMissing(c.Text) && !grid.CriticalPeriods.ContainsKey(c.Text.Trim())))
                {
                    string? near = NearestName.Among(cell.Text.Trim(), grid.CriticalPeriods.Keys);
                    findings.Add(person.Id, Diagnostic.Error("E236", $"{person.Id}: the developmental period is not known", cell.Place, cell.Text, "one of " + string.Join(", ", grid.CriticalPeriods.Keys), near is null ? null : $"Did you mean '{near}'?"));
                }
            }
        }
    }

    private static void CheckLevels(StudyConfig config, List<Participant> people, Dictionary<string, PhenotypeTable> tables, PersonFindings findings)
    {
        foreach (var symptom in config.Symptoms.Where(s => s.Scale == SymptomScaleKind.Ordinal))
        {
            if (!tables.TryGetValue(symptom.Source.File, out var table) || !table.Header.Contains(symptom.Source.Column))
            {
                continue;
            }

            foreach (var person in people)
            {
                foreach (var cell in table.CellsOf(person.Id, symptom.Source.Column).Where(c => Cell.TryNumber(c.Text, out double level) && (level is < 0 or > MostLevels || level != Math.Floor(level))))
                {
                    findings.Add(person.Id, Diagnostic.Error("E237", $"{person.Id}: the rating is not a level of an ordinal scale", cell.Place, cell.Text, $"a whole number from 0 to {MostLevels}", "Use 'scale: continuous' for scores"));
                }
            }
        }
    }

    private static void CheckVisits(StudyConfig config, Dictionary<string, PhenotypeTable> tables, DiagnosticBag bag)
    {
        if (config.Visits is { } visits && tables.TryGetValue(visits.Days.File, out var table) && !table.HasSessions)
        {
            bag.Add(Diagnostic.Error("E234", "The table of visits has no session_id column", new(visits.Days.File, 1), null, "one row a person and session", "Add a session_id column"));
        }
    }

    private static IReadOnlyList<SessionId> SessionsOf(StudyConfig config, ParticipantId person, Dictionary<string, PhenotypeTable> tables)
    {
        SortedSet<SessionId> sessions = [];
        if (config.Visits is { } visits && tables.TryGetValue(visits.Days.File, out var table))
        {
            sessions.UnionWith(table.SessionsOf(person));
        }

        foreach (string? pattern in new[] { config.Brain?.TimeSeries, config.Brain?.Maps })
        {
            if (pattern is not null)
            {
                sessions.UnionWith(new PathPattern(pattern).SessionsOf(person));
            }
        }

        return [.. sessions];
    }
}
