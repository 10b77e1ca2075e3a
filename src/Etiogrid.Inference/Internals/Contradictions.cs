namespace Etiogrid.Inference;

/// <summary>Which observations of a model exclude each other.</summary>
internal static class Contradictions
{
    /// <summary>
    /// Observations that cannot occur together although leaving any of them out would do: the others are hidden one by one as long as the
    /// rest stays impossible. Measured values never are: a normal or Student density is nowhere zero.
    /// </summary>
    public static IReadOnlyList<string> Find(GridModel model, GridInferenceOptions options)
    {
        bool?[] symptoms = [.. model.Symptoms.Select(s => s.Present)];
        int?[] levels = [.. model.OrdinalSymptoms.Select(s => s.Level)];
        bool?[] tests = [.. model.Markers.Select(m => m.Above)];
        bool IsPossible() => GridInference.Marginals(model.WithSymptoms(symptoms).WithOrdinalSymptoms(levels).WithTestResults(tests), options) is not null;
        void Drop<T>(T?[] observed)
            where T : struct
        {
            for (int i = 0; i < observed.Length; i++)
            {
                var seen = observed[i];
                observed[i] = null;
                if (seen is not null && IsPossible())
                {
                    observed[i] = seen;
                }
            }
        }

        Drop(symptoms);
        Drop(levels);
        Drop(tests);
        return
        [
            .. Enumerable.Range(0, symptoms.Length).Where(i => symptoms[i] is not null).Select(i => $"{model.Symptoms[i].Name} {(symptoms[i] == true ? "present" : "absent")}"),
            .. Enumerable.Range(0, levels.Length).Where(i => levels[i] is not null).Select(i => $"{model.OrdinalSymptoms[i].Name} at level {levels[i]}"),
            .. Enumerable.Range(0, tests.Length).Where(i => tests[i] is not null).Select(i => $"{model.Markers[i].Name} {(tests[i] == true ? "above" : "below")} its cutoff"),
        ];
    }
}
