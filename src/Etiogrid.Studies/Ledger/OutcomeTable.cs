using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Studies.Ledger;

/// <summary>
/// Reads outcomes: one row a person with <c>participant_id</c>, <c>arm</c> (interventions joined by ; or +, or placebo) and any of
/// <c>symptom_ID</c> (1, 0), <c>marker_ID</c> (z) and a change of a severity scale; without a run also <c>causal_PATHWAY</c>, the
/// probability at enrolment. Error E714.
/// </summary>
internal sealed class OutcomeTable
{
    private const int DrawsWithoutRun = 128;
    private static readonly string[] NoTreatment = ["placebo", "none", "control", "usual_care", "sham"];
    private readonly DelimitedTable _table;
    private readonly GeneralGrid _grid;
    private readonly string _change;
    private readonly ulong _seed;
    private readonly DiagnosticBag _findings = new();
    private readonly List<(int Column, string Id)> _symptoms;
    private readonly List<(int Column, string Id)> _markers;
    private readonly List<(int Column, string Id)> _causal;

    private OutcomeTable(DelimitedTable table, GeneralGrid grid, string? change, ulong seed)
    {
        (_table, _grid, _change, _seed) = (table, grid, change ?? "change", seed);
        _symptoms = Columns("symptom_", grid.Symptoms.Select(s => s.Id.Key));
        _markers = Columns("marker_", grid.Markers.Select(m => m.Id));
        _causal = Columns("causal_", grid.Pathways.Select(p => p.Id.Key));
        RequireColumns(change);
    }

    /// <summary>The contribution, with one finding for each cell that cannot be used.</summary>
    /// <param name="path">The table.</param>
    /// <param name="grid">The general grid.</param>
    /// <param name="id">Name of the contribution.</param>
    /// <param name="change">Column with the change of a scale; null = <c>change</c>.</param>
    /// <param name="points">Points of the scale.</param>
    /// <param name="enrolment">A person's posterior at enrolment by label without sub-; null where the table holds it.</param>
    /// <param name="seed">Seed of configurations drawn from the table's probabilities.</param>
    public static Parsed<TrialContribution> Read(string path, GeneralGrid grid, string id, string? change, double points, Func<string, Parsed<IReadOnlyList<WeightedStates>>>? enrolment, ulong seed) =>
        DelimitedTable.Read(path).Then(table => new OutcomeTable(table, grid, change, seed).ToContribution(id, points, enrolment));

    private Parsed<TrialContribution> ToContribution(string id, double points, Func<string, Parsed<IReadOnlyList<WeightedStates>>>? enrolment)
    {
        var people = new List<TrialPerson>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < _table.Rows.Count && !Unreadable; row++)
        {
            string label = Text(row, "participant_id");
            label = label.StartsWith("sub-", StringComparison.Ordinal) ? label[4..] : label;
            if (label.Length == 0 || !seen.Add(label))
            {
                Wrong(row, "participant_id", "Every row needs a person, and every person one row", label, "a label that occurs once", null);
                continue;
            }

            var arm = Arm(row);
            var symptoms = Symptoms(row);
            var markers = Markers(row);
            double? points_ = Number(row, _table.ColumnOf(_change), _change, double.NegativeInfinity, double.PositiveInfinity);
            if (symptoms.Count == 0 && markers.Count == 0 && points_ is null)
            {
                _findings.Add(Diagnostic.Warning("E714", "A person has no outcome and is left out", _table.PlaceOf(row, "participant_id"), label));
                continue;
            }

            if (Enrolment(row, label, enrolment) is { } states)
            {
                people.Add(new(arm, states, symptoms, markers, points_));
            }
        }

        if (people.Count == 0 && !_findings.HasErrors)
        {
            _findings.Add(Diagnostic.Error("E714", "No person has an outcome and a state at enrolment", new Place(_table.File), null, "at least one", "Check that the labels are those of the run"));
        }

        WarnOfPanels(people);
        return _findings.Finish(() => new TrialContribution(id, points, people));
    }

    private bool Unreadable => _table.ColumnOf("participant_id") < 0 || _table.ColumnOf("arm") < 0;

    private IReadOnlyList<WeightedStates>? Enrolment(int row, string label, Func<string, Parsed<IReadOnlyList<WeightedStates>>>? enrolment)
    {
        if (enrolment is null)
        {
            return FromTable(row, label);
        }

        var found = enrolment(label);
        if (!found.HasValue)
        {
            _findings.Add(Diagnostic.Warning("E714", "The run has no result for this person, who is left out", _table.PlaceOf(row, "participant_id"), label, "a person of the run", found.Diagnostics.Count > 0 ? found.Diagnostics[0].ToString() : null));
        }

        return found.TryGetValue(out var states) ? states : null;
    }

    /// <summary>Independent pathways with the stated probabilities; those without a column are not altered.</summary>
    private WeightedStates[] FromTable(int row, string label)
    {
        var random = Philox.For(_seed, label, "enrolment");
        var index = _grid.Pathways.Select((p, k) => (p.Id.Key, k)).ToDictionary(x => x.Key, x => x.k, StringComparer.Ordinal);
        double[] causal = new double[_grid.Pathways.Count];
        foreach (var (column, id) in _causal)
        {
            causal[index[id]] = Number(row, column, "causal_" + id, 0, 1) ?? 0;
        }

        return [.. Enumerable.Range(0, DrawsWithoutRun).Select(_ => new WeightedStates(1, [.. _grid.Pathways.Select((p, k) =>
        {
            double u = random.NextDouble();
            double v = random.NextDouble();
            return u >= causal[k] ? 0 : p.Directions.Count > 1 && v >= p.Directions[0].Weight ? 2 : 1;
        })]))];
    }

    private string[] Arm(int row)
    {
        string[] members = [.. Text(row, "arm").Split([';', '+'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(a => !NoTreatment.Contains(a, StringComparer.OrdinalIgnoreCase))];
        foreach (string member in members.Where(m => _grid.Interventions.All(i => i.Id.Key != m)))
        {
            string? near = NearestName.Among(member, _grid.Interventions.Select(i => i.Id.Key));
            Wrong(row, "arm", "The arm names an unknown intervention", member, "ids of interventions joined by ; or placebo", near is null ? "See: etiogrid knowledge list interventions" : $"Did you mean {near}?");
        }

        if (Cell.IsMissing(_table.Rows[row][_table.ColumnOf("arm")]))
        {
            Wrong(row, "arm", "The arm is missing", "n/a", "ids of interventions joined by ; or placebo", "Write placebo for no treatment; leave the person out where it is not known");
        }

        return members;
    }

    private List<(string, bool)> Symptoms(int row)
    {
        var found = new List<(string, bool)>();
        foreach (var (column, id) in _symptoms)
        {
            if (Number(row, column, "symptom_" + id, 0, 1) is { } value)
            {
                if (value is not 0 and not 1)
                {
                    Wrong(row, "symptom_" + id, "A symptom is neither present nor absent", _table.Rows[row][column], "1 or 0", "Cut the scale at its threshold, or use --change");
                }

                found.Add((id, value == 1));
            }
        }

        return found;
    }

    private List<(string, double)> Markers(int row)
    {
        var found = new List<(string, double)>();
        foreach (var (column, id) in _markers)
        {
            if (Number(row, column, "marker_" + id, -50, 50) is { } value)
            {
                found.Add((id, value));
            }
        }

        return found;
    }

    private string Text(int row, string column) => _table.Rows[row][_table.ColumnOf(column)] is var cell && Cell.IsMissing(cell) ? "" : cell.Trim();

    private double? Number(int row, int column, string name, double low, double high)
    {
        if (column < 0 || Cell.IsMissing(_table.Rows[row][column]))
        {
            return null;
        }

        string cell = _table.Rows[row][column];
        if (low == 0 && high == 1 && cell.Trim() is "yes" or "no")
        {
            return cell.Trim() == "yes" ? 1 : 0;
        }

        if (Cell.TryNumber(cell, out double value) && value >= low && value <= high)
        {
            return value;
        }

        Wrong(row, name, "An outcome is not a number in its range", cell, double.IsFinite(low) ? low == 0 && high == 1 ? "yes, no, a number from 0 to 1, or n/a" : $"a number from {low} to {high}, or n/a" : "a number, or n/a", Cell.FixFor(cell));
        return null;
    }

    private List<(int, string)> Columns(string prefix, IEnumerable<string> known)
    {
        var ids = known.ToHashSet(StringComparer.Ordinal);
        var found = new List<(int, string)>();
        foreach (string name in _table.Header.Where(h => h.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string id = name[prefix.Length..];
            if (ids.Contains(id))
            {
                found.Add((_table.ColumnOf(name), id));
                continue;
            }

            string? near = NearestName.Among(id, ids);
            _findings.Add(Diagnostic.Error("E714", "A column names nothing of the general grid", new Place(_table.File, 1, name), name, prefix + "ID", near is null ? null : $"Did you mean {prefix}{near}?"));
        }

        return found;
    }

    private void RequireColumns(string? change)
    {
        foreach (string name in ((string[])["participant_id", "arm"]).Concat(change is null ? [] : [change]).Where(n => _table.ColumnOf(n) < 0))
        {
            _findings.Add(Diagnostic.Error("E714", "The table of outcomes lacks a column", new Place(_table.File, 1, name), string.Join(", ", _table.Header), $"a column {name}"));
        }

        if (_symptoms.Count == 0 && _markers.Count == 0 && _table.ColumnOf(_change) < 0)
        {
            _findings.Add(Diagnostic.Error("E714", "The table holds no outcome", new Place(_table.File, 1), string.Join(", ", _table.Header), "columns symptom_ID, marker_ID or change", "Name the column of a severity scale's change with --change"));
        }
    }

    /// <summary>Followed-up markers count as independent given the states; two of one modality share noise.</summary>
    private void WarnOfPanels(List<TrialPerson> people)
    {
        var used = people.SelectMany(p => p.Markers).Select(m => m.Marker).ToHashSet(StringComparer.Ordinal);
        foreach (var group in _grid.Markers.Where(m => used.Contains(m.Id)).GroupBy(m => m.Modality).Where(g => g.Count() > 1))
        {
            _findings.Add(Diagnostic.Warning("E714", "Followed-up markers of one modality count as independent; what they teach is overstated where their noise is shared", new Place(_table.File, 1), string.Join(", ", group.Select(m => m.Id)), "one marker a modality"));
        }
    }

    private void Wrong(int row, string column, string message, string found, string expected, string? fix) =>
        _findings.Add(Diagnostic.Error("E714", message, _table.PlaceOf(row, column), found, expected, fix));
}
