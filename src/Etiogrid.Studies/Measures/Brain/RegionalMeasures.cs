using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>
/// Parcellated PET, spectroscopy, quantitative MRI and diffusion values as features of a person: the mean over the stated regions. The marker of the
/// knowledge base that has the feature's measure and target gives loadings and, where people were not measured twice, reliability.
/// </summary>
public static class RegionalMeasures
{
    /// <summary>
    /// Values of all sessions (null in tables without sessions). Findings of the person: E236 some regions lack a value, so that the mean would be of other
    /// regions than everybody else's; E237 the row does not meet the quality rule; E232 a logarithm of a value that is not positive.
    /// </summary>
    public static IReadOnlyList<FeatureValue> Of(StudyData study, GeneralGrid grid, ParticipantId person)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(grid);
        return
        [
            .. study.Config.Regional.SelectMany(config =>
            {
                var table = study.Tables[config.Regions[0].File];
                SessionId?[] sessions = table.HasSessions ? [.. table.SessionsOf(person).Distinct().Order().Select(s => (SessionId?)s)] : [null];
                return sessions.Select(s => Of(study, grid, person, s, config, table)).OfType<FeatureValue>();
            }),
        ];
    }

    private static FeatureValue? Of(StudyData study, GeneralGrid grid, ParticipantId person, SessionId? session, RegionalConfig config, PhenotypeTable table)
    {
        var numbers = config.Regions.Select(r => TableMeasures.Number(study, person, session, r)).ToArray();
        if (numbers.All(n => n is null))
        {
            return null;
        }

        if (Array.FindIndex(numbers, n => n is null) is >= 0 and var gap)
        {
            return Refuse(study, person, Diagnostic.Warning("E236", $"{person}: some regions of {config.MarkerId} lack a value, so it is not used", new(table.File, null, config.Regions[gap].Column), expected: "a number in every region", fix: "Fill the cell in, or list the regions that everybody has"));
        }

        if (config.Quality is { } rule && (table.CellOf(person, session, rule.Column) is not { } cell || Cell.IsMissing(cell.Text) || !rule.IsMetBy(cell.Text)))
        {
            return Refuse(study, person, Diagnostic.Warning("E237", $"{person}: {config.MarkerId} does not meet its quality rule, so it is not used", new(table.File, null, rule.Column), table.CellOf(person, session, rule.Column)?.Text, rule.ToString()));
        }

        double mean = Moments.Mean([.. numbers.Select(n => n!.Value.Value)]);
        var provenance = numbers[0]!.Value.Provenance;
        if (config.Log && !(mean > 0))
        {
            return Refuse(study, person, Diagnostic.Warning("E232", $"{person}: the value must be positive to take its logarithm", new(provenance.File, provenance.Row, provenance.Column), Cell.Format(mean), "a value above 0", "Correct the value or remove 'log: true'"));
        }

        var marker = grid.Markers.First(m => m.Id == config.MarkerId);
        return new(person, session, new(marker.Modality, marker.Measure, marker.Target), marker.Scale, marker.Name, mean, config.Unit, config.Log ? Elementary.Log(mean) : null, provenance);
    }

    private static FeatureValue? Refuse(StudyData study, ParticipantId person, Diagnostic why)
    {
        study.Findings.Add(person, why);
        return null;
    }
}
