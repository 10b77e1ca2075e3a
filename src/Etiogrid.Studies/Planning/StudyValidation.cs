using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Studies.Planning;

/// <summary>What validation found: everything, with the two sentences that sum it up.</summary>
/// <param name="Findings">Study-wide findings, then findings by person.</param>
/// <param name="People">People listed; 0 when the study could not be read.</param>
public sealed record StudyValidation(IReadOnlyList<Diagnostic> Findings, int People)
{
    /// <summary>Errors found.</summary>
    public int Errors => Findings.Count(f => f.Severity == Severity.Error);

    /// <summary>Exit code: 0 without errors, 3 with.</summary>
    public int ExitCode => Errors == 0 ? 0 : 3;

    /// <summary>The closing line.</summary>
    public string ClosingLine => Errors == 0
        ? string.Create(CultureInfo.InvariantCulture, $"ok {People} people, {Findings.Count(f => f.Severity == Severity.Warning)} warnings")
        : string.Create(CultureInfo.InvariantCulture, $"{Errors} errors; first: {Findings.First(f => f.Severity == Severity.Error)}");

    /// <summary>The findings as a table.</summary>
    public Table ToTable()
    {
        var table = new Table("severity", "code", "file", "row", "column", "message", "found", "expected", "fix");
        foreach (var f in Findings.OrderByDescending(f => f.Severity))
        {
            table.Add(f.Severity.ToString().ToLowerInvariant(), f.Code, f.Place.File, f.Place.Row, f.Place.Column, f.Message, f.Found, f.Expected, f.Fix);
        }

        return table;
    }
}
