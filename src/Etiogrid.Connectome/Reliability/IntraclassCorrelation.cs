using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Reliability;

/// <summary>The six intraclass correlations of Shrout and Fleiss (1979, doi 10.1037/0033-2909.86.2.420).</summary>
public sealed record IntraclassCorrelation
{
    /// <summary>ICC(1,1): each person rated by other raters, single rating.</summary>
    public required double OneSingle { get; init; }

    /// <summary>ICC(2,1): random raters, single rating, absolute agreement.</summary>
    public required double TwoSingle { get; init; }

    /// <summary>ICC(3,1): fixed raters, single rating, consistency.</summary>
    public required double ThreeSingle { get; init; }

    /// <summary>ICC(1,k).</summary>
    public required double OneAverage { get; init; }

    /// <summary>ICC(2,k).</summary>
    public required double TwoAverage { get; init; }

    /// <summary>ICC(3,k), Cronbach's alpha.</summary>
    public required double ThreeAverage { get; init; }

    /// <summary>From people (rows) x sessions (columns); at least 2 of each. NaN where nothing varies. Missing values are the caller's to remove.</summary>
    public static IntraclassCorrelation Compute(Matrix ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        if (ratings.Rows < 2 || ratings.Columns < 2 || ratings.Values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException("An intraclass correlation needs finite values of at least 2 people in at least 2 sessions.", nameof(ratings));
        }

        int n = ratings.Rows;
        int k = ratings.Columns;
        double mean = Moments.Mean(ratings.Values);
        double people = k * Moments.Sum([.. Enumerable.Range(0, n).Select(i => Squared(Moments.Mean(ratings.Row(i)) - mean))]);
        double sessions = n * Moments.Sum([.. Enumerable.Range(0, k).Select(j => Squared(Moments.Mean(ratings.Column(j)) - mean))]);
        double total = Moments.Sum([.. ratings.Values.Select(v => Squared(v - mean))]);
        double between = people / (n - 1);
        double within = (total - people) / (n * (k - 1.0));
        double rater = sessions / (k - 1);
        double error = (total - people - sessions) / ((n - 1.0) * (k - 1));
        return new()
        {
            OneSingle = (between - within) / (between + ((k - 1) * within)),
            TwoSingle = (between - error) / (between + ((k - 1) * error) + (k * (rater - error) / n)),
            ThreeSingle = (between - error) / (between + ((k - 1) * error)),
            OneAverage = (between - within) / between,
            TwoAverage = (between - error) / (between + ((rater - error) / n)),
            ThreeAverage = (between - error) / between,
        };
    }

    private static double Squared(double x) => x * x;
}
