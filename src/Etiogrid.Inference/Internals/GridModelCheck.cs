using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>Finds everything that is wrong with the numbers of a model; places are named like <c>pathways[3].causal_prior[0]</c>.</summary>
internal sealed class GridModelCheck(IReadOnlyList<GridPathway> pathways, string? file)
{
    private const double SumTolerance = 1e-9;

    public DiagnosticBag Findings { get; } = new();

    public void CheckPathways()
    {
        if (pathways.Count == 0)
        {
            Add("E703", "The model has no pathway", "pathways", null, "at least one pathway");
        }

        for (int k = 0; k < pathways.Count; k++)
        {
            CheckPathway(pathways[k], $"pathways[{k}]");
        }
    }

    public void CheckCouplings(IReadOnlyList<GridCoupling> couplings)
    {
        var seen = new HashSet<(int, int, int, int)>();
        for (int i = 0; i < couplings.Count; i++)
        {
            var c = couplings[i];
            string place = $"couplings[{i}]";
            bool known = Direction(c.Cause, c.CauseDirection, place + ".cause") & Direction(c.Responder, c.ResponderDirection, place + ".responder");
            Probability(c.Kappa, place + ".kappa");
            if (known && c.Cause == c.Responder)
            {
                Add("E703", "A pathway cannot compensate for itself", place, pathways[c.Cause].Name, "two different pathways");
            }

            if (!seen.Add((c.Cause, c.CauseDirection, c.Responder, c.ResponderDirection)))
            {
                Add("E711", "The same coupling is given twice", place, null, "one coupling for each pair of directions");
            }
        }
    }

    public void CheckSymptoms(IReadOnlyList<GridSymptom> symptoms, IReadOnlyList<GridContinuousSymptom> continuous)
    {
        for (int d = 0; d < symptoms.Count; d++)
        {
            Probability(symptoms[d].Leak, $"symptoms[{d}].leak");
            CheckLinks(symptoms[d].Links, $"symptoms[{d}]", true);
        }

        for (int d = 0; d < continuous.Count; d++)
        {
            string place = $"continuous_symptoms[{d}]";
            Finite(continuous[d].Intercept, place + ".intercept");
            Finite(continuous[d].Value ?? 0, place + ".value");
            if (!(continuous[d].Sd > 0) || !double.IsFinite(continuous[d].Sd))
            {
                Add("E703", "A residual standard deviation is not positive", place + ".sd", Text(continuous[d].Sd), "a positive number");
            }

            CheckLinks(continuous[d].Links, place, false);
        }
    }

    public void CheckOrdinal(IReadOnlyList<GridOrdinalSymptom> symptoms)
    {
        for (int d = 0; d < symptoms.Count; d++)
        {
            string place = $"ordinal_symptoms[{d}]";
            var cutoffs = symptoms[d].Cutoffs;
            if (cutoffs.Count == 0 || cutoffs.Any(c => !double.IsFinite(c)) || cutoffs.Zip(cutoffs.Skip(1)).Any(c => !(c.First < c.Second)))
            {
                Add("E703", "Cutoffs do not ascend", place + ".cutoffs", string.Join(", ", cutoffs.Select(Text)), "one or more finite numbers in ascending order");
            }

            if (symptoms[d].Level is { } level && !(level >= 0 && level <= cutoffs.Count))
            {
                Add("E703", "A level is out of range", place + ".level", level.ToString(CultureInfo.InvariantCulture), $"0 to {cutoffs.Count}");
            }

            CheckLinks(symptoms[d].Links, place, false);
        }
    }

    public void CheckMarkers(IReadOnlyList<GridMarker> markers, Matrix covariance, double? freedom)
    {
        if (freedom is { } nu && !(nu > 2 && double.IsFinite(nu)))
        {
            Add("E703", "Heavy tails need more than two degrees of freedom", "marker_freedom", Text(nu), "a finite number above 2, such as 5");
        }

        CheckTests(markers);

        for (int m = 0; m < markers.Count; m++)
        {
            string place = $"markers[{m}]";
            Finite(markers[m].Value ?? 0, place + ".value");
            if (!(markers[m].Cost > 0))
            {
                Add("E703", "A cost is not positive", place + ".cost", Text(markers[m].Cost), "a positive number");
            }

            CheckLoadings(markers[m].Loadings, place);
        }

        CheckCovariance(covariance, markers);
    }

    private void CheckTests(IReadOnlyList<GridMarker> markers)
    {
        for (int m = 0; m < markers.Count; m++)
        {
            var marker = markers[m];
            string place = $"markers[{m}]";
            Finite(marker.Cutoff ?? 0, place + ".cutoff");
            if (marker.Above is not null && (marker.Cutoff is null || marker.Value is not null))
            {
                Add("E703", "A test result needs a cutoff and no value", place + ".above", marker.Name, "a marker with a cutoff and without a value");
            }
        }
    }

    /// <summary>Orthant probabilities are computed in up to three dimensions.</summary>
    private void CheckTestClusters(IReadOnlyList<GridMarker> markers, Matrix covariance)
    {
        int[] component = MarkerComponents.Of(covariance);
        foreach (var cluster in Enumerable.Range(0, markers.Count).Where(m => markers[m].Cutoff is not null).GroupBy(m => component[m]))
        {
            if (cluster.Count() > NormalOrthant.LargestDimension)
            {
                Add("E703", "Too many binary tests are correlated with one another", $"markers[{cluster.First()}].cutoff", $"{cluster.Count()} tests", $"at most {NormalOrthant.LargestDimension} in one correlated group", "Combine tests of one modality, or give their measured values");
            }
        }
    }

    private void CheckPathway(GridPathway p, string place)
    {
        int n = p.Directions.Count;
        bool valid = n is 1 or 2 && p.Directions.All(d => d is -1 or 1) && p.Directions.Distinct().Count() == n;
        if (!valid)
        {
            Add("E703", "A pathway needs one or two different directions", place + ".directions", string.Join(",", p.Directions), "-1, +1 or both");
        }

        if (p.CausalPrior.Count != n || p.DirectionWeights.Count != n)
        {
            Add("E703", "Priors and weights do not match the directions", place, $"{p.CausalPrior.Count} and {p.DirectionWeights.Count}", $"{n} of each");
            return;
        }

        Probability(p.SpontaneousChange, place + ".spontaneous_change");
        for (int d = 0; d < n; d++)
        {
            Probability(p.CausalPrior[d], $"{place}.causal_prior[{d}]");
            Probability(p.DirectionWeights[d], $"{place}.direction_weights[{d}]");
        }

        if (!(p.CausalPrior.Sum() <= 1 + SumTolerance))
        {
            Add("E701", "The causal prior of a pathway exceeds 1", place + ".causal_prior", Text(p.CausalPrior.Sum()), "a sum of at most 1");
        }

        if (!(Math.Abs(p.DirectionWeights.Sum() - 1) <= SumTolerance))
        {
            Add("E701", "Direction weights do not sum to 1", place + ".direction_weights", Text(p.DirectionWeights.Sum()), "1");
        }
    }

    private void CheckLinks(IReadOnlyList<CausalLink> links, string owner, bool probabilities)
    {
        var seen = new HashSet<(int, int)>();
        for (int i = 0; i < links.Count; i++)
        {
            string place = $"{owner}.links[{i}]";
            Direction(links[i].Pathway, links[i].Direction, place);
            if (probabilities)
            {
                Probability(links[i].Value, place);
            }
            else
            {
                Finite(links[i].Value, place);
            }

            if (!seen.Add((links[i].Pathway, links[i].Direction)))
            {
                Add("E711", "The same link is given twice", place, null, "one link for each pathway and direction");
            }
        }
    }

    private void CheckLoadings(IReadOnlyList<StateLoading> loadings, string owner)
    {
        var seen = new HashSet<(int, int)>();
        for (int i = 0; i < loadings.Count; i++)
        {
            var loading = loadings[i];
            string place = $"{owner}.loadings[{i}]";
            Finite(loading.Value, place);
            if (loading.Pathway < 0 || loading.Pathway >= pathways.Count || loading.State < 1 || loading.State >= pathways[loading.Pathway].StateCount)
            {
                Add("E703", "A loading names no altered state of a pathway", place, $"pathway {loading.Pathway}, state {loading.State}", $"a pathway below {pathways.Count} and one of its states from 1");
            }
            else if (!seen.Add((loading.Pathway, loading.State)))
            {
                Add("E711", "The same loading is given twice", place, null, "one loading for each pathway and state");
            }
        }
    }

    private void CheckCovariance(Matrix s, IReadOnlyList<GridMarker> given)
    {
        int markers = given.Count;
        if (s.Rows != markers || s.Columns != markers)
        {
            Add("E703", "The marker covariance has the wrong size", "S", $"{s.Rows} x {s.Columns}", $"{markers} x {markers}");
            return;
        }

        for (int i = 0; i < markers; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!double.IsFinite(s[i, j]) || !(Math.Abs(s[i, j] - s[j, i]) <= 1e-9 * (1 + Math.Abs(s[i, j]))))
                {
                    Add("E702", "The marker covariance is not symmetric", $"S[{i}][{j}]", $"{Text(s[i, j])} and {Text(s[j, i])}", "equal finite values");
                    return;
                }
            }
        }

        CheckTestClusters(given, s);
        int row = FirstBrokenRow(s);
        if (row >= 0)
        {
            Add("E702", "The marker covariance is not positive definite", $"S[{row}]", $"leading block of {row + 1} markers is not", "a positive definite matrix", "Shrink the correlations, or remove a marker that others determine");
        }
    }

    /// <summary>The first row whose leading block fails; -1 for a positive definite matrix. Pivots below 1e-12 of the variance count as singular.</summary>
    private static int FirstBrokenRow(Matrix s)
    {
        if (s.Rows == 0)
        {
            return -1;
        }

        if (Cholesky.TryFactorise(s, out var factor))
        {
            for (int i = 0; i < s.Rows; i++)
            {
                double pivot = factor.Factor[i, i];
                if (!(pivot * pivot > 1e-12 * s[i, i]))
                {
                    return i;
                }
            }

            return -1;
        }

        for (int n = 1; n <= s.Rows; n++)
        {
            var block = new Matrix(n, n);
            for (int i = 0; i < n; i++)
            {
                s.Row(i)[..n].CopyTo(block.Row(i));
            }

            if (!Cholesky.TryFactorise(block, out _))
            {
                return n - 1;
            }
        }

        return s.Rows - 1;
    }

    private bool Direction(int pathway, int direction, string place)
    {
        bool known = pathway >= 0 && pathway < pathways.Count && direction >= 0 && direction < pathways[pathway].DirectionCount;
        if (!known)
        {
            Add("E703", "No such pathway and direction", place, $"pathway {pathway}, direction {direction}", $"a pathway below {pathways.Count} and one of its directions");
        }

        return known;
    }

    private void Probability(double value, string place)
    {
        if (!(value is >= 0 and <= 1))
        {
            Add("E701", "A probability lies outside [0, 1]", place, Text(value), "a number in [0, 1]");
        }
    }

    private void Finite(double value, string place)
    {
        if (!double.IsFinite(value))
        {
            Add("E703", "A number is not finite", place, Text(value), "a finite number");
        }
    }

    private void Add(string code, string message, string place, string? found, string? expected, string? fix = null) =>
        Findings.Add(Diagnostic.Error(code, message, new Place(file, null, place), found, expected, fix));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
