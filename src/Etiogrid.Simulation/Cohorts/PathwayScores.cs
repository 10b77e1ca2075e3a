namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Polygenic scores of gene sets in population units: z = sum over the set of w (d - 2p) / sqrt(sum w^2 2p(1-p)), exact under
/// Hardy-Weinberg proportions and no linkage disequilibrium, which is how the genotypes are drawn.
/// </summary>
public sealed class PathwayScores
{
    private readonly GenomeLayout _genome;
    private readonly double[] _sd;

    /// <summary>Scores of the sets of a genome.</summary>
    public PathwayScores(GenomeLayout genome)
    {
        ArgumentNullException.ThrowIfNull(genome);
        _genome = genome;
        _sd = [.. Enumerable.Range(0, genome.Members.Count).Select(s => Math.Sqrt(Covariance(s, s)))];
    }

    /// <summary>A set's score of one person; null for a set without variants.</summary>
    public double? Z(int set, ReadOnlySpan<byte> dosages)
    {
        if (!(_sd[set] > 0))
        {
            return null;
        }

        double sum = 0;
        foreach (int i in _genome.Members[set])
        {
            var variant = _genome.Variants[i];
            sum += variant.WeightOfA1 * (dosages[i] - (2 * variant.Frequency));
        }

        return sum / _sd[set];
    }

    /// <summary>Population correlation of two sets' scores, from the variants they share; NaN where a set has none.</summary>
    public double Correlation(int first, int second) => Covariance(first, second) / (_sd[first] * _sd[second]);

    private double Covariance(int first, int second)
    {
        double sum = 0;
        var other = first == second ? null : _genome.Members[second].ToHashSet();
        foreach (int i in _genome.Members[first])
        {
            if (other is null || other.Contains(i))
            {
                var variant = _genome.Variants[i];
                sum += variant.Weight * variant.Weight * 2 * variant.Frequency * (1 - variant.Frequency);
            }
        }

        return sum;
    }
}
