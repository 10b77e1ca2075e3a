using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Inference;

/// <summary>Finds everything that is wrong with a person's inputs.</summary>
internal sealed class PersonInputsCheck(GeneralGrid grid)
{
    public DiagnosticBag Findings { get; } = new();

    public void Check(PersonInputs inputs, PriorModifiers modifiers)
    {
        Known(inputs.Label, "scores", inputs.Scores.Select(s => s.Pathway.Key), grid.Pathways.Select(p => p.Id.Key));
        Known(inputs.Label, "exposures", inputs.Exposures.Select(e => e.Exposure.Key), grid.Exposures.Select(e => e.Id.Key));
        Known(inputs.Label, "symptoms", inputs.Symptoms.Select(s => s.Symptom.Key), grid.Symptoms.Select(s => s.Id.Key));
        Known(inputs.Label, "markers", inputs.Markers.Select(m => m.Marker), grid.Markers.Select(m => m.Id));
        foreach (var score in inputs.Scores)
        {
            Finite(inputs.Label, $"scores.{score.Pathway}", score.Z);
            Share(inputs.Label, $"scores.{score.Pathway}.coverage", score.Coverage);
        }

        Known(inputs.Label, "epigenetics", inputs.Epigenetics.Select(s => s.Pathway.Key), grid.Pathways.Select(p => p.Id.Key));
        foreach (var score in inputs.Epigenetics)
        {
            Finite(inputs.Label, $"epigenetics.{score.Pathway}", score.Z);
        }

        Known(inputs.Label, "layers", inputs.Layers.Select(l => l.Pathway.Key), grid.Pathways.Select(p => p.Id.Key));
        CheckLayers(inputs);
        foreach (var exposure in inputs.Exposures)
        {
            Finite(inputs.Label, $"exposures.{exposure.Exposure}.appraisal", exposure.Appraisal ?? 0);
            if (exposure.Period is { } period && !modifiers.Periods.ContainsKey(period))
            {
                string? near = NearestName.Among(period, modifiers.Periods.Keys);
                Add(inputs.Label, "E710", "The knowledge base does not know this developmental period", $"exposures.{exposure.Exposure}.period", period, "one of " + string.Join(", ", modifiers.Periods.Keys), near is null ? null : $"Did you mean {near}?");
            }
        }

        foreach (var symptom in inputs.Symptoms)
        {
            Finite(inputs.Label, $"symptoms.{symptom.Symptom}", symptom.Z ?? 0);
        }

        foreach (var marker in inputs.Markers)
        {
            Finite(inputs.Label, $"markers.{marker.Marker}", marker.Z ?? 0);
            Share(inputs.Label, $"markers.{marker.Marker}.reliability", marker.Reliability ?? 1);
        }

        CheckGroups(inputs);
    }

    private void CheckLayers(PersonInputs inputs)
    {
        foreach (var layer in inputs.Layers)
        {
            int size = layer.Scores.Count + 1;
            if (layer.Correlation.Rows != size || layer.Correlation.Columns != size)
            {
                Add(inputs.Label, "E703", "The correlation matrix of a genetic layer has the wrong size", $"layers.{layer.Pathway}", $"{layer.Correlation.Rows} x {layer.Correlation.Columns}", $"{size} x {size}: the polygenic score, then the measurements");
            }

            foreach (var score in layer.Scores)
            {
                string at = $"layers.{layer.Pathway}.{score.Name}";
                Finite(inputs.Label, at, score.Z);
                Share(inputs.Label, at + ".reliability", score.Reliability);
                if (score.LiabilityR2 is { } r2 && !(r2 >= 0 && r2 < 1))
                {
                    Add(inputs.Label, "E703", "A share of liability lies outside [0, 1)", at + ".liability_r2", r2.ToString("R", CultureInfo.InvariantCulture), "a number from 0 to below 1");
                }
            }
        }
    }

    private void CheckGroups(PersonInputs inputs)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in inputs.Correlations)
        {
            if (group.Correlation.Rows != group.Markers.Count || group.Correlation.Columns != group.Markers.Count)
            {
                Add(inputs.Label, "E703", "A marker correlation matrix has the wrong size", "correlations",
                    $"{group.Correlation.Rows} x {group.Correlation.Columns}", $"{group.Markers.Count} x {group.Markers.Count}");
            }

            foreach (string marker in group.Markers.Where(m => !seen.Add(m)))
            {
                Add(inputs.Label, "E711", "A marker stands twice in the correlation groups", $"correlations.{marker}", marker, "each marker in one group, once");
            }
        }
    }

    private void Known(string label, string table, IEnumerable<string> ids, IEnumerable<string> known)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (!names.Contains(id))
            {
                string? near = NearestName.Among(id, names);
                Add(label, "E710", "The general grid does not know this name", $"{table}.{id}", id, "a key of the general grid", near is null ? null : $"Did you mean {near}?");
            }
            else if (!seen.Add(id))
            {
                Add(label, "E711", "The same item is given twice", $"{table}.{id}", id, "one value for each item");
            }
        }
    }

    private void Finite(string label, string place, double value)
    {
        if (!double.IsFinite(value))
        {
            Add(label, "E703", "A value is not finite", place, value.ToString(CultureInfo.InvariantCulture), "a finite number, or leave it out as unknown");
        }
    }

    private void Share(string label, string place, double value)
    {
        if (!(value is > 0 and <= 1))
        {
            Add(label, "E701", "A share lies outside (0, 1]", place, value.ToString(CultureInfo.InvariantCulture), "a number in (0, 1]");
        }
    }

    private void Add(string label, string code, string message, string place, string? found, string expected, string? fix = null) =>
        Findings.Add(Diagnostic.Error(code, message, new Place(label, null, place), found, expected, fix));
}
