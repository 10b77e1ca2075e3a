using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Turns "what if" into other inputs of a person: <c>feature=value</c> pairs and kinds of evidence left out. Errors: E715.</summary>
/// <param name="grid">The general grid.</param>
/// <param name="reference">Value, z and reference of a feature as measured in the run, or null.</param>
internal sealed class Counterfactual(GeneralGrid grid, Func<string, (double Value, double Z, double Mean, double Sd)?> reference)
{
    private const double SameZ = 1e-6;
    private const string Option = "--set";
    private readonly DiagnosticBag _findings = new();

    /// <summary>The inputs with the changes, or everything that is wrong with them.</summary>
    public Parsed<PersonInputs> Apply(PersonInputs inputs, IReadOnlyList<string> set, IReadOnlyList<string> without)
    {
        string[] pairs = Split(set);
        string[] left = Split(without);
        if (pairs.Length == 0 && left.Length == 0)
        {
            _findings.Add(Diagnostic.Error("E002", "Nothing is to be changed", new Place(null, null, Option), null, "--set feature=value or --without KIND"));
        }

        foreach (string kind in left)
        {
            inputs = Without(inputs, kind.ToLowerInvariant());
        }

        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                _findings.Add(Diagnostic.Error("E715", "A change is not of the form feature=value", new Place(null, null, Option), pair, "such as crp=3.1, anhedonia=yes, score_serotonin_sert=1.5 or crp=n/a"));
                continue;
            }

            inputs = With(inputs, pair[..equals].Trim(), pair[(equals + 1)..].Trim());
        }

        return _findings.Finish(() => inputs);
    }

    private static string[] Split(IReadOnlyList<string> texts) => [.. texts.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private PersonInputs Without(PersonInputs inputs, string kind)
    {
        switch (kind)
        {
            case "genes" or "genetics":
                return inputs with { Scores = [] };
            case "exposures":
                return inputs with { Exposures = [] };
            case "symptoms":
                return inputs with { Symptoms = [] };
            default:
                var markers = grid.Markers.ToDictionary(m => m.Id, m => m.Modality.ToString().ToLowerInvariant(), StringComparer.Ordinal);
                string[] kinds = ["genes", "exposures", "symptoms", .. markers.Values.Distinct().Order(StringComparer.Ordinal)];
                if (!kinds.Contains(kind))
                {
                    string? near = NearestName.Among(kind, kinds);
                    _findings.Add(Diagnostic.Error("E715", "There is no such kind of evidence", new Place(null, null, "--without"), kind, string.Join(", ", kinds), near is null ? null : $"Did you mean {near}?"));
                }

                return inputs with { Markers = [.. inputs.Markers.Where(m => markers[m.Marker] != kind)] };
        }
    }

    private PersonInputs With(PersonInputs inputs, string name, string value)
    {
        bool missing = Cell.IsMissing(value);
        if (grid.Exposures.Any(e => e.Id.Key == name))
        {
            var others = inputs.Exposures.Where(e => e.Exposure.Key != name);
            return inputs with { Exposures = missing ? [.. others] : [.. others, new(new(name), YesNo(name, value))] };
        }

        if (grid.Symptoms.Any(s => s.Id.Key == name))
        {
            var others = inputs.Symptoms.Where(s => s.Symptom.Key != name);
            return inputs with { Symptoms = missing ? [.. others] : [.. others, new(new(name), YesNo(name, value))] };
        }

        if (name.StartsWith("score_", StringComparison.Ordinal) && grid.Pathways.Any(p => p.Id.Key == name[6..]))
        {
            var own = inputs.Scores.FirstOrDefault(s => s.Pathway.Key == name[6..]);
            var others = inputs.Scores.Where(s => s != own);
            return inputs with { Scores = missing ? [.. others] : [.. others, new(new(name[6..]), Number(name, value), own?.Coverage ?? 1)] };
        }

        if (grid.Markers.FirstOrDefault(m => m.Id == name) is { } marker)
        {
            var own = inputs.Markers.FirstOrDefault(m => m.Marker == name);
            var others = inputs.Markers.Where(m => m != own);
            return inputs with { Markers = missing ? [.. others] : [.. others, new(name, Deviation(marker, own, value), own?.Reliability)] };
        }

        string? near = NearestName.Among(name, [.. grid.Exposures.Select(e => e.Id.Key), .. grid.Symptoms.Select(s => s.Id.Key), .. grid.Markers.Select(m => m.Id), .. grid.Pathways.Select(p => "score_" + p.Id.Key)]);
        _findings.Add(Diagnostic.Error("E715", "The general grid knows no such feature", new Place(null, null, Option), name, "an exposure, symptom or marker id, or score_PATHWAY", near is null ? null : $"Did you mean {near}?"));
        return inputs;
    }

    private bool? YesNo(string name, string value)
    {
        switch (value.ToLowerInvariant())
        {
            case "yes" or "1" or "true":
                return true;
            case "no" or "0" or "false":
                return false;
            default:
                _findings.Add(Diagnostic.Error("E715", "The value of an exposure or symptom is not yes or no", new Place(null, null, Option), $"{name}={value}", "yes, no or n/a"));
                return null;
        }
    }

    private double Number(string name, string value)
    {
        if (Cell.TryNumber(value, out double number) && double.IsFinite(number))
        {
            return number;
        }

        _findings.Add(Diagnostic.Error("E715", "The value is not a number", new Place(null, null, Option), $"{name}={value}", "a number, or n/a", Cell.FixFor(value)));
        return 0;
    }

    /// <summary>A value in the marker's unit becomes z by the reference of the run; <c>2.1z</c> is z already.</summary>
    private double Deviation(MarkerParameters marker, MarkerObservation? own, string value)
    {
        if (value.EndsWith('z'))
        {
            return Number(marker.Id, value[..^1]);
        }

        double number = Number(marker.Id, value);
        string feature = new FeatureId(marker.Modality, marker.Measure, marker.Target).ToString();
        if (reference(feature) is { } r)
        {
            // A study may take logarithms first: whichever turns the measured value into its z also turns this one.
            double Standard(double x) => (x - r.Mean) / r.Sd;
            if (Math.Abs(Standard(r.Value) - r.Z) < SameZ)
            {
                return Standard(number);
            }

            if (r.Value > 0 && number > 0 && Math.Abs(Standard(Numerics.Functions.Elementary.Log(r.Value)) - r.Z) < SameZ)
            {
                return Standard(Numerics.Functions.Elementary.Log(number));
            }
        }

        _findings.Add(Diagnostic.Error("E715", $"The run has no reference to turn a value of {marker.Id} into z", new Place(null, null, Option), $"{marker.Id}={value}", "a z score", string.Create(CultureInfo.InvariantCulture, $"Give the deviation itself, such as {marker.Id}={number}z")));
        return 0;
    }
}
