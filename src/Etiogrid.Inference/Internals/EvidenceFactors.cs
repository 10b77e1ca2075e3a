using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference;

/// <summary>Makes the factors of heavy-tailed marker blocks, binary tests and ordinal symptoms.</summary>
internal sealed class EvidenceFactors(CompiledGrid grid)
{
    private readonly GridModel _model = grid.Model;

    /// <summary>All of them.</summary>
    public IEnumerable<EvidenceFactor> Make()
    {
        int[] component = _model.MarkerFreedom is null && _model.Markers.All(m => m.Above is null) ? [] : MarkerComponents.Of(_model.MarkerCovariance);
        for (int c = 0; c < component.Length; c++)
        {
            int[] members = [.. Enumerable.Range(0, component.Length).Where(m => component[m] == c && _model.Markers[m].IsObserved)];
            foreach (var factor in members.Length == 0 ? [] : _model.MarkerFreedom is { } freedom ? [HeavyTails(members, freedom)] : Tests(members))
            {
                yield return factor;
            }
        }

        foreach (var symptom in _model.OrdinalSymptoms.Where(s => s.Level is not null))
        {
            yield return Ordinal(symptom);
        }
    }

    /// <summary>
    /// Multivariate t with covariance S, so scale matrix S (nu - 2) / nu. Of the p measured markers the predictor holds the whitened residual r,
    /// whose density falls with (1 + |r|^2 / nu)^(-(nu + p) / 2); of the tests the distance of their conditional mean from the cutoff. Given
    /// y the latent values are again t, with nu + p degrees of freedom and scales times (nu + |r|^2) / (nu + p): an outlier loosens the tests.
    /// Tests of one part stay together even where they are uncorrelated, since they share their tails.
    /// </summary>
    private EvidenceFactor HeavyTails(int[] members, double freedom)
    {
        int[] tests = [.. members.Where(m => _model.Markers[m].Above is not null)];
        int[] measured = [.. members.Where(m => _model.Markers[m].Value is not null)];
        var (whiten, logDeterminant) = Whitening(measured, freedom);
        var (slope, covariance) = Condition(tests, measured);
        double[] y = [.. measured.Select(m => _model.Markers[m].Value!.Value)];
        double[] start = [.. whiten(y), .. FromCutoffs(tests, slope, y)];
        double[]?[] own = Loadings(tests);
        double[]?[] others = Loadings(measured);
        double[]?[] shift =
        [
            .. own.Select((l, s) => l is null && others[s] is null ? null
                : (double[])[.. whiten([.. (others[s] ?? new double[measured.Length]).Select(v => -v)]), .. Difference(l, others[s], slope)]),
        ];
        int p = measured.Length;
        double half = 0.5 * (freedom + p);
        double constant = SpecialFunctions.LogGamma(half) - SpecialFunctions.LogGamma(0.5 * freedom)
            - (0.5 * p * Elementary.Log(Math.PI * (freedom - 2))) - (0.5 * logDeterminant);
        var (sd, side, correlation) = Sides(covariance, tests);
        return new(grid, start, shift, predictor =>
        {
            double square = Moments.Dot(predictor.AsSpan(0, p), predictor.AsSpan(0, p));
            double log = constant - (half * Elementary.Log1p(square / freedom));
            double scale = Math.Sqrt((freedom - 2) / freedom * (freedom + square) / (freedom + p));
            return tests.Length == 0 ? log
                : log + Elementary.Log(StudentOrthant.Probability([.. predictor.Skip(p).Select((e, i) => side[i] * e / (sd[i] * scale))], correlation, freedom + p));
        });
    }

    /// <summary>Turns residuals of measured markers into uncorrelated ones of unit scale; with log |S| of these markers.</summary>
    private (Func<double[], double[]> Whiten, double LogDeterminant) Whitening(int[] measured, double freedom)
    {
        if (measured.Length == 0)
        {
            return (x => x, 0);
        }

        var factor = Factorise(MarkerComponents.Block(_model.MarkerCovariance, measured, measured));
        double scale = Math.Sqrt(freedom / (freedom - 2));
        return (x => [.. factor.SolveLower(x).Select(v => v * scale)], factor.LogDeterminant);
    }

    /// <summary>Mean of each test's latent value given measured markers and nothing altered, less its cutoff.</summary>
    private IEnumerable<double> FromCutoffs(int[] tests, Matrix slope, double[] y) =>
        tests.Length == 0 ? [] : slope.Multiply(y).Select((v, t) => v - _model.Markers[tests[t]].Cutoff!.Value);

    /// <summary>
    /// The tests of one correlated part given its measured markers: latent values are jointly normal with mean
    /// L x + B (y - L_y x), B = S_ty S_yy^-1; what is seen is on which side of its cutoff each lies.
    /// </summary>
    private IEnumerable<EvidenceFactor> Tests(int[] members)
    {
        int[] tests = [.. members.Where(m => _model.Markers[m].Above is not null)];
        int[] measured = [.. members.Where(m => _model.Markers[m].Value is not null)];
        if (tests.Length == 0)
        {
            yield break;
        }

        var (slope, covariance) = Condition(tests, measured);
        double[] y = [.. measured.Select(m => _model.Markers[m].Value!.Value)];
        double[]?[] own = Loadings(tests);
        double[]?[] others = Loadings(measured);
        int[] part = MarkerComponents.Of(covariance);
        for (int c = 0; c <= part.Max(); c++)
        {
            int[] rows = [.. Enumerable.Range(0, tests.Length).Where(t => part[t] == c)];
            double[] Pick(double[] all) => [.. rows.Select(t => all[t])];
            double[] start = Pick([.. FromCutoffs(tests, slope, y)]);
            double[]?[] shift = [.. own.Select((l, s) => l is null && others[s] is null ? null : Pick(Difference(l, others[s], slope)))];
            yield return Orthant(start, shift, MarkerComponents.Block(covariance, rows, rows), [.. rows.Select(t => tests[t])]);
        }
    }

    private static double[] Difference(double[]? own, double[]? others, Matrix slope)
    {
        double[] explained = others is null || slope.Rows == 0 ? new double[slope.Rows] : slope.Multiply(others);
        return [.. explained.Select((v, t) => (own?[t] ?? 0) - v)];
    }

    private EvidenceFactor Orthant(double[] start, double[]?[] shift, Matrix covariance, int[] tests)
    {
        var (sd, side, correlation) = Sides(covariance, tests);
        return new(grid, start, shift, eta => Elementary.Log(NormalOrthant.Probability([.. eta.Select((e, i) => side[i] * e / sd[i])], correlation)));
    }

    /// <summary>Standard deviations of the latent values, the side of the cutoff that was seen (1 above, -1 below), and correlations with that sign.</summary>
    private (double[] Sd, double[] Side, Matrix Correlation) Sides(Matrix covariance, int[] tests)
    {
        int n = tests.Length;
        double[] side = [.. tests.Select(t => _model.Markers[t].Above == true ? 1.0 : -1)];
        double[] sd = [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(covariance[i, i]))];
        var correlation = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                correlation[i, j] = i == j ? 1 : side[i] * side[j] * covariance[i, j] / (sd[i] * sd[j]);
            }
        }

        return (sd, side, correlation);
    }

    /// <summary>Regression of tests on measured markers, and the covariance left.</summary>
    private (Matrix Slope, Matrix Covariance) Condition(int[] tests, int[] measured)
    {
        var covariance = MarkerComponents.Block(_model.MarkerCovariance, tests, tests);
        var slope = new Matrix(tests.Length, measured.Length);
        if (measured.Length == 0 || tests.Length == 0)
        {
            return (slope, covariance);
        }

        var factor = Factorise(MarkerComponents.Block(_model.MarkerCovariance, measured, measured));
        var across = MarkerComponents.Block(_model.MarkerCovariance, tests, measured);
        for (int t = 0; t < tests.Length; t++)
        {
            factor.Solve(across.Row(t)).CopyTo(slope.Row(t));
        }

        for (int t = 0; t < tests.Length; t++)
        {
            for (int u = 0; u < tests.Length; u++)
            {
                covariance[t, u] -= Moments.Dot(slope.Row(t), across.Row(u));
            }
        }

        return (slope, covariance);
    }

    private EvidenceFactor Ordinal(GridOrdinalSymptom symptom)
    {
        int level = symptom.Level!.Value;
        double low = level == 0 ? double.NegativeInfinity : symptom.Cutoffs[level - 1];
        double high = level == symptom.Cutoffs.Count ? double.PositiveInfinity : symptom.Cutoffs[level];
        double[]?[] shift = new double[]?[grid.States];
        foreach (var (state, value) in grid.Links(symptom.Links))
        {
            shift[state] = [value];
        }

        return new(grid, [0], shift, eta => Elementary.Log(Between(low - eta[0], high - eta[0])));
    }

    /// <summary>Phi(high) - Phi(low), from the side where both are small.</summary>
    private static double Between(double low, double high) =>
        low > 0 ? Normal.UpperTail(low) - Normal.UpperTail(high) : Normal.Cumulative(high) - Normal.Cumulative(low);

    /// <summary>By state of the grid: loadings on these markers; null where there is none.</summary>
    private double[]?[] Loadings(int[] markers)
    {
        double[]?[] byState = new double[]?[grid.States];
        for (int i = 0; i < markers.Length; i++)
        {
            foreach (var loading in _model.Markers[markers[i]].Loadings)
            {
                int s = grid.StateIndex(loading.Pathway, loading.State);
                if (s >= 0 && loading.Value != 0)
                {
                    (byState[s] ??= new double[markers.Length])[i] = loading.Value;
                }
            }
        }

        return byState;
    }

    private static Cholesky Factorise(Matrix block) => Cholesky.TryFactorise(block, out var factor)
        ? factor
        : throw new InvalidOperationException("A principal block of a positive definite covariance is not positive definite.");
}
