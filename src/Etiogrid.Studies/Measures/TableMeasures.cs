using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>What tables say about a person: exposures, symptoms, laboratory values.</summary>
public static class TableMeasures
{
    /// <summary>Exposures in the order of the configuration.</summary>
    public static IReadOnlyList<PersonExposure> Exposures(StudyData study, ParticipantId person, SessionId? session) =>
    [
        .. study.Config.Exposures.Select(e =>
        {
            var (present, text, provenance) = Judge(study, person, session, e.Source, e.Exposed);
            return new PersonExposure(e.Id, present, text, provenance)
            {
                Appraisal = e.Appraisal is { } column && Number(study, person, session, column) is { } rated ? rated.Value : null,
                Period = Period(study, person, session, e),
                HighDose = e.HighDose is { } high ? Judge(study, person, session, e.Source, high).Present : null,
            };
        }),
    ];

    /// <summary>Symptom dimensions in the order of the configuration.</summary>
    public static IReadOnlyList<PersonSymptom> Symptoms(StudyData study, ParticipantId person, SessionId? session) =>
    [
        .. study.Config.Symptoms.Select(s =>
        {
            if (s.Scale != SymptomScaleKind.Binary)
            {
                var rated = Number(study, person, session, s.Source);
                return new PersonSymptom(s.Id, null, rated is null ? "" : Cell.Format(rated.Value.Value), s.Source.Column, rated?.Provenance) { Rating = rated?.Value };
            }

            var (present, text, provenance) = Judge(study, person, session, s.Source, s.Present);
            return new PersonSymptom(s.Id, present, text, $"{s.Source.Column} {s.Present}", provenance);
        }),
    ];

    /// <summary>Laboratory values that are not missing. A logarithm of a value that is not positive is refused as a finding of the person.</summary>
    public static IReadOnlyList<FeatureValue> Laboratory(StudyData study, GeneralGrid grid, ParticipantId person, SessionId? session) =>
        [.. study.Config.Labs.Select(lab => Laboratory(study, grid, person, session, lab)).OfType<FeatureValue>()];

    /// <summary>Laboratory values of another session than the page's: only from tables with sessions, since other tables would repeat one value.</summary>
    public static IReadOnlyList<FeatureValue> RepeatedLaboratory(StudyData study, GeneralGrid grid, ParticipantId person, SessionId session) =>
        [.. study.Config.Labs.Where(lab => study.Tables[lab.Source.File].HasSessions).Select(lab => Laboratory(study, grid, person, session, lab)).OfType<FeatureValue>()];

    /// <summary>Sessions with a date, in order of time. Two sessions on one day are a finding of the person (E235): the later label is left out.</summary>
    /// <param name="study">The study.</param>
    /// <param name="person">Whose.</param>
    /// <param name="sessions">All sessions of the person.</param>
    /// <param name="features">All features of the person in all sessions.</param>
    public static IReadOnlyList<PersonVisit> Visits(StudyData study, ParticipantId person, IReadOnlyList<SessionId> sessions, IReadOnlyList<FeatureValue> features)
    {
        if (study.Config.Visits is not { } config)
        {
            return [];
        }

        var visits = new SortedDictionary<double, PersonVisit>();
        foreach (var session in sessions)
        {
            if (Number(study, person, session, config.Days) is not { } days)
            {
                continue;
            }

            double? severity = config.Severity is { } column && Number(study, person, session, column) is { } rated ? rated.Value : null;
            if (!visits.TryAdd(days.Value, new(session, days.Value, severity, [.. features.Where(f => f.Session == session)])))
            {
                study.Findings.Add(person, Core.Diagnostics.Diagnostic.Warning("E235", $"{person}: two sessions have one date; the later one is left out of state and trait", new(days.Provenance.File, days.Provenance.Row, days.Provenance.Column), Cell.Format(days.Value), "another day", null));
            }
        }

        return [.. visits.Values];
    }

    /// <summary>Results of tests with a yes-or-no answer.</summary>
    public static IReadOnlyList<PersonTest> Tests(StudyData study, ParticipantId person, SessionId? session) =>
    [
        .. study.Config.Labs.Where(l => l.Positive is not null)
            .Select(l => (Lab: l, Found: Judge(study, person, session, l.Source, l.Positive!)))
            .Where(x => x.Found.Present is not null)
            .Select(x => new PersonTest(x.Lab.MarkerId, x.Found.Present!.Value, x.Lab.Specificity, x.Found.Provenance!)),
    ];

    private static string? Period(StudyData study, ParticipantId person, SessionId? session, ExposureConfig exposure) =>
        exposure.TimingColumn is { } column && study.Tables[column.File].CellOf(person, session, column.Column) is { } cell && !Cell.IsMissing(cell.Text)
            ? cell.Text.Trim()
            : exposure.Timing;

    private static FeatureValue? Laboratory(StudyData study, GeneralGrid grid, ParticipantId person, SessionId? session, LaboratoryConfig lab)
    {
        if (lab.Positive is not null || Number(study, person, session, lab.Source) is not { } number)
        {
            return null;
        }

        if (lab.Log && !(number.Value > 0))
        {
            study.Findings.Add(person, Core.Diagnostics.Diagnostic.Error("E232", $"{person}: the value must be positive to take its logarithm", new(number.Provenance.File, number.Provenance.Row, number.Provenance.Column), Cell.Format(number.Value), "a value above 0", "Correct the value or remove 'log: true'"));
            return null;
        }

        string name = grid.Markers.First(m => m.Id == lab.MarkerId).Name;
        return new(person, session, new(Modality.Laboratory, "lab", lab.MarkerId), Scale.Molecular, name, number.Value, lab.Unit, lab.Log ? Elementary.Log(number.Value) : null, number.Provenance);
    }

    /// <summary>A numeric cell, or null when missing or not a number (the reader has already reported that).</summary>
    public static (double Value, Provenance Provenance)? Number(StudyData study, ParticipantId person, SessionId? session, ColumnSource source)
    {
        var table = study.Tables[source.File];
        return table.CellOf(person, session, source.Column) is { } cell && Cell.TryNumber(cell.Text, out double value)
            ? (value, new(study.RelativePath(source.File), table.Sha256, cell.Place.Row, source.Column))
            : null;
    }

    private static (bool? Present, string Text, Provenance? Provenance) Judge(StudyData study, ParticipantId person, SessionId? session, ColumnSource source, Condition condition)
    {
        var table = study.Tables[source.File];
        if (table.CellOf(person, session, source.Column) is not { } cell
            || Cell.IsMissing(cell.Text)
            || (condition.NeedsNumber && !Cell.TryNumber(cell.Text, out _)))
        {
            return (null, "", null);
        }

        return (condition.IsMetBy(cell.Text), cell.Text.Trim(), new(study.RelativePath(source.File), table.Sha256, cell.Place.Row, source.Column));
    }
}
