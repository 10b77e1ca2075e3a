namespace Etiogrid.Genetics.Epigenetics;

/// <summary>
/// Weighted sums of epigenetic marks: score = sum w (x - mean), mean of the population of the weights where stated, else of the table. A missing
/// value adds its expectation, 0, and lowers the person's coverage.
/// </summary>
/// <param name="People">Labels, as in the table.</param>
/// <param name="Scores">By person; NaN where none of the marks was measured.</param>
/// <param name="Coverage">By person: share of sum |w| whose marks were measured, in [0, 1].</param>
public sealed record MarkScores(IReadOnlyList<string> People, IReadOnlyList<double> Scores, IReadOnlyList<double> Coverage)
{
    /// <summary>Scores everybody of a table.</summary>
    public static MarkScores Of(MarkTable table, IReadOnlyList<MarkWeight> weights)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(weights);
        double[] scores = new double[table.People.Count], mass = new double[table.People.Count];
        double all = 0;
        foreach (var (mark, weight, stated) in weights)
        {
            all += Math.Abs(weight);
            if (!table.Marks.TryGetValue(mark, out double[]? values))
            {
                continue;
            }

            double mean = double.IsNaN(stated) ? MeanOf(values) : stated;
            for (int i = 0; i < values.Length; i++)
            {
                if (double.IsFinite(values[i]))
                {
                    scores[i] += weight * (values[i] - mean);
                    mass[i] += Math.Abs(weight);
                }
            }
        }

        return new(table.People, [.. scores.Select((s, i) => mass[i] > 0 ? s : double.NaN)], [.. mass.Select(m => m / all)]);
    }

    private static double MeanOf(double[] values)
    {
        double sum = 0;
        int count = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                sum += value;
                count++;
            }
        }

        return count > 0 ? sum / count : 0;
    }
}
