using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Groups;

/// <summary>
/// Covariates of people (age, sex, motion, …) in comparisons of two groups, with Freedman and Lane's exchange (1983, doi 10.1080/07350015.1983.10509354;
/// Winkler et al. 2014, doi 10.1016/j.neuroimage.2014.01.060). Maps are adjusted for the covariate effects of the full model (groups and covariates;
/// mode z: of the controls alone, so that cases cannot bend them). Under exchange the residuals of the model without groups are permuted,
/// put back on its fitted values, and adjusted again.
/// </summary>
public sealed class PeopleCovariates
{
    private readonly Matrix _covariates;
    private readonly Matrix _effects;
    private readonly Matrix _reducedFit;
    private readonly int _cases;

    private PeopleCovariates(Matrix covariates, Matrix effects, Matrix reducedFit, int cases)
    {
        _covariates = covariates;
        _effects = effects;
        _reducedFit = reducedFit;
        _cases = cases;
    }

    /// <summary>Prepares covariates; null when they are combinations of each other or of the groups, or people are too few.</summary>
    /// <param name="covariates">People x covariates, cases first, finite.</param>
    /// <param name="cases">Number of cases.</param>
    /// <param name="ofControlsOnly">Estimate covariate effects from the controls alone.</param>
    public static PeopleCovariates? TryCreate(Matrix covariates, int cases, bool ofControlsOnly)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        int n = covariates.Rows;
        int q = covariates.Columns;
        if (n - 2 - q <= 0 || (ofControlsOnly && n - cases - 1 - q <= 0))
        {
            return null;
        }

        bool[] counted = [.. Enumerable.Range(0, n).Select(i => !ofControlsOnly || i >= cases)];
        var effects = Effects(Residuals(covariates, i => i < cases ? 0 : 1, counted));
        var pooled = Effects(Residuals(covariates, _ => 0, [.. Enumerable.Repeat(true, n)]));
        return effects is null || pooled is null ? null : new(covariates, effects, ReducedFit(covariates, pooled), cases);
    }

    /// <summary>Cases and controls freed of covariate effects.</summary>
    /// <param name="people">People x regions, cases first.</param>
    public (Matrix Cases, Matrix Controls) Adjust(Matrix people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var explained = Centred(_covariates).Multiply(_effects.Multiply(people));
        var adjusted = people.Clone();
        for (int k = 0; k < adjusted.Values.Length; k++)
        {
            adjusted.Values[k] -= explained.Values[k];
        }

        int n = people.Rows;
        return (RegionOrder.TakeRows(adjusted, [.. Enumerable.Range(0, _cases)]), RegionOrder.TakeRows(adjusted, [.. Enumerable.Range(_cases, n - _cases)]));
    }

    /// <summary>Data under one exchange: fitted values of the model without groups plus its residuals in another order.</summary>
    /// <param name="people">People x regions, cases first.</param>
    /// <param name="order">An order of all people.</param>
    public Matrix Exchange(Matrix people, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(order);
        var fitted = _reducedFit.Multiply(people);
        var result = new Matrix(people.Rows, people.Columns);
        for (int i = 0; i < people.Rows; i++)
        {
            for (int j = 0; j < people.Columns; j++)
            {
                result[i, j] = fitted[i, j] + people[order[i], j] - fitted[order[i], j];
            }
        }

        return result;
    }

    /// <summary>Covariates minus their mean within each group, zero for people who do not count.</summary>
    private static Matrix Residuals(Matrix covariates, Func<int, int> group, bool[] counted)
    {
        var rest = covariates.Clone();
        for (int j = 0; j < rest.Columns; j++)
        {
            foreach (var members in Enumerable.Range(0, rest.Rows).GroupBy(i => (group(i), counted[i])))
            {
                double mean = Moments.Mean([.. members.Select(i => covariates[i, j])]);
                foreach (int i in members)
                {
                    rest[i, j] = members.Key.Item2 ? covariates[i, j] - mean : 0;
                }
            }
        }

        return rest;
    }

    /// <summary>Covariates x people: (Z'Z)⁻¹Z'.</summary>
    private static Matrix? Effects(Matrix residuals)
    {
        double[] scales = [.. Enumerable.Range(0, residuals.Columns).Select(j => Math.Sqrt(Moments.Dot(residuals.Column(j), residuals.Column(j))))];
        if (scales.Any(s => !(s > 1e-12)))
        {
            return null;
        }

        var unit = residuals.Clone();
        for (int k = 0; k < unit.Values.Length; k++)
        {
            unit.Values[k] /= scales[k % unit.Columns];
        }

        var transposed = unit.Transpose();
        if (!Cholesky.TryFactorise(transposed.Multiply(unit), out var factor) || factor.LogDeterminant < -23)
        {
            return null;
        }

        var effects = factor.Inverse().Multiply(transposed);
        for (int j = 0; j < effects.Rows; j++)
        {
            foreach (ref double v in effects.Row(j))
            {
                v /= scales[j];
            }
        }

        return effects;
    }

    private static Matrix Centred(Matrix covariates)
    {
        var centred = covariates.Clone();
        for (int j = 0; j < centred.Columns; j++)
        {
            double mean = Moments.Mean(covariates.Column(j));
            for (int i = 0; i < centred.Rows; i++)
            {
                centred[i, j] -= mean;
            }
        }

        return centred;
    }

    /// <summary>People x people: mean plus covariates, without groups.</summary>
    private static Matrix ReducedFit(Matrix covariates, Matrix pooled)
    {
        var fit = Centred(covariates).Multiply(pooled);
        for (int k = 0; k < fit.Values.Length; k++)
        {
            fit.Values[k] += 1.0 / covariates.Rows;
        }

        return fit;
    }
}
