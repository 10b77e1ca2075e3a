using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// A phenotype after its covariates: linear for quantitative traits, logistic for binary ones. What a score adds is tested by
/// U = sum r p and V = sum w p^2 - sum (q'p)^2, with r the residuals of the null model, w its weights (1 when linear) and q an orthonormal
/// basis of the weighted covariates: t of the regression when linear, the score test U / sqrt(V) when logistic. Observed and drawn scores
/// are compared by this same statistic.
/// </summary>
public sealed class TraitModel
{
    /// <summary>A column whose part outside the others is smaller than this share of it does not count as a column of its own.</summary>
    private const double Collinear = 1e-8;
    private readonly double[][] _design;
    private readonly double[] _outcome;
    private readonly double _residualSquares;

    private TraitModel(int[] people, double[][] design, double[] outcome, double[] residuals, double[]? weights, double[][] basis)
    {
        People = people;
        Residuals = residuals;
        Weights = weights;
        Basis = basis;
        _design = design;
        _outcome = outcome;
        _residualSquares = Moments.Dot(residuals, residuals);
    }

    /// <summary>People who have the phenotype and every covariate.</summary>
    public IReadOnlyList<int> People { get; }

    /// <summary>True for logistic regression.</summary>
    public bool IsBinary => Weights is not null;

    internal double[] Residuals { get; }

    /// <summary>Variances of the null model; null for 1.</summary>
    internal double[]? Weights { get; }

    /// <summary>Orthonormal columns, in the metric of the weights times their root.</summary>
    internal double[][] Basis { get; }

    private int DegreesOfFreedom => People.Count - _design.Length - 1;

    /// <summary>
    /// Fits the null model. Errors: E474 too few people, E475 a covariate says nothing beside the others, E476 the phenotype does not vary.
    /// </summary>
    /// <param name="phenotype">One value a person, NaN for missing.</param>
    /// <param name="covariates">Columns, one value a person, NaN for missing.</param>
    /// <param name="kind">Linear or logistic.</param>
    /// <param name="file">Where the phenotype came from.</param>
    public static Parsed<TraitModel> Fit(double[] phenotype, IReadOnlyList<double[]> covariates, TraitKind kind, string file)
    {
        ArgumentNullException.ThrowIfNull(phenotype);
        ArgumentNullException.ThrowIfNull(covariates);
        int[] people = [.. Enumerable.Range(0, phenotype.Length).Where(i => !double.IsNaN(phenotype[i]) && covariates.All(c => !double.IsNaN(c[i])))];
        if (people.Length < covariates.Count + 4)
        {
            return Parsed.Failed<TraitModel>(Diagnostic.Error("E474", "Too few people have the phenotype and every covariate", new(file), string.Create(CultureInfo.InvariantCulture, $"{people.Length} people"), string.Create(CultureInfo.InvariantCulture, $"at least {covariates.Count + 4}")));
        }

        double[] outcome = Array.ConvertAll(people, i => phenotype[i]);
        double[] values = [.. outcome.Distinct().Order()];
        bool codes = values is [0, 1] or [1, 2];
        if (values.Length < 2 || (kind == TraitKind.Binary && !codes))
        {
            return Parsed.Failed<TraitModel>(Diagnostic.Error("E476", "The phenotype cannot be modelled", new(file), string.Join(' ', values.Take(5)), kind == TraitKind.Binary ? "the codes 0 and 1, or 1 and 2, both present" : "at least two different values"));
        }

        double[][] design = [[.. Enumerable.Repeat(1.0, people.Length)], .. covariates.Select(c => Array.ConvertAll(people, i => c[i]))];
        return codes && kind != TraitKind.Quantitative
            ? Logistic(people, design, Array.ConvertAll(outcome, v => v - values[0]), file)
            : Linear(people, design, outcome, file);
    }

    /// <summary>What a score, one value a person of the cohort, adds to the covariates.</summary>
    public TraitEffect Associate(double[] score)
    {
        ArgumentNullException.ThrowIfNull(score);
        double[] own = [.. People.Select(i => score[i])];
        var (u, v) = Moment(own);
        double statistic = Statistic(u, v, Moments.Dot(own, own));
        if (double.IsNaN(statistic))
        {
            return TraitEffect.None;
        }

        if (!IsBinary)
        {
            double beta = u / v;
            return new(beta, statistic == 0 ? Math.Sqrt(_residualSquares / DegreesOfFreedom / v) : beta / statistic, statistic, StudentT.TwoSided(statistic, DegreesOfFreedom), statistic);
        }

        if (LogisticRegression.Fit([.. _design, own], _outcome) is not { } fit)
        {
            // Separated codes have no finite odds ratio; the score test still holds.
            return new(double.NaN, double.NaN, statistic, Normal.TwoSided(statistic), statistic);
        }

        double se = Math.Sqrt(fit.Covariance[_design.Length, _design.Length]);
        double wald = fit.Coefficients[^1] / se;
        return new(fit.Coefficients[^1], se, wald, Normal.TwoSided(wald), statistic);
    }

    /// <summary>The statistic by which observed and drawn scores are compared; NaN when the score does not vary beside the covariates.</summary>
    internal double Statistic(double u, double v, double squares)
    {
        if (!(v > 1e-12 * (1 + squares)) || DegreesOfFreedom < 1)
        {
            return double.NaN;
        }

        double remaining = _residualSquares - (u * u / v);
        return IsBinary ? u / Math.Sqrt(v) : u / Math.Sqrt(v * Math.Max(remaining, 0) / DegreesOfFreedom);
    }

    private (double U, double V) Moment(double[] own)
    {
        double[] weighted = Weights is null ? own : [.. own.Select((p, i) => p * Math.Sqrt(Weights[i]))];
        double v = Moments.Dot(weighted, weighted);
        foreach (double[] column in Basis)
        {
            double along = Moments.Dot(weighted, column);
            v -= along * along;
        }

        return (Moments.Dot(own, Residuals), v);
    }

    private static Parsed<TraitModel> Linear(int[] people, double[][] design, double[] outcome, string file) => Orthonormal(design, file).Select(basis =>
    {
        double[] residuals = (double[])outcome.Clone();
        foreach (double[] column in basis)
        {
            Subtract(residuals, column);
        }

        return new TraitModel(people, design, outcome, residuals, null, basis);
    });

    private static Parsed<TraitModel> Logistic(int[] people, double[][] design, double[] outcome, string file)
    {
        if (LogisticRegression.Fit(design, outcome) is not { } fit)
        {
            return Orthonormal(design, file).Then(_ => Parsed.Failed<TraitModel>(Diagnostic.Error("E475", "The covariates separate cases and controls", new(file), fix: "Leave out the covariate that decides the phenotype, or give --trait quantitative")));
        }

        double[] weights = Array.ConvertAll(fit.Expected, m => m * (1 - m));
        double[] roots = Array.ConvertAll(weights, Math.Sqrt);
        double[] residuals = [.. outcome.Select((y, i) => y - fit.Expected[i])];
        return Orthonormal([.. design.Select(c => c.Select((x, i) => x * roots[i]).ToArray())], file)
            .Select(basis => new TraitModel(people, design, outcome, residuals, weights, basis));
    }

    /// <summary>Gram-Schmidt, each column twice.</summary>
    private static Parsed<double[][]> Orthonormal(double[][] columns, string file)
    {
        List<double[]> basis = [];
        foreach (double[] column in columns)
        {
            double[] rest = (double[])column.Clone();
            double whole = Math.Sqrt(Moments.Dot(column, column));
            for (int pass = 0; pass < 2; pass++)
            {
                basis.ForEach(b => Subtract(rest, b));
            }

            double length = Math.Sqrt(Moments.Dot(rest, rest));
            if (!(length > Collinear * whole))
            {
                return Parsed.Failed<double[][]>(Diagnostic.Error("E475", "A covariate is constant or follows from the others", new(file), string.Create(CultureInfo.InvariantCulture, $"covariate {basis.Count}"), "covariates that are linearly independent", "Leave it out"));
            }

            basis.Add(Array.ConvertAll(rest, x => x / length));
        }

        return Parsed.Of(basis.ToArray());
    }

    private static void Subtract(double[] vector, double[] direction)
    {
        double along = Moments.Dot(vector, direction);
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] -= along * direction[i];
        }
    }
}
