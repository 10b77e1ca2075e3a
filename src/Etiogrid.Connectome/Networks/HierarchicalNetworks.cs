using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Networks;

/// <summary>
/// Individual networks by a hierarchical model of connectivity profiles in the manner of MS-HBM (Kong et al. 2019, doi 10.1093/cercor/bhy123):
/// a region's unit profile in session s follows a von Mises-Fisher distribution around its network's session direction ν, which varies around the person's ψ,
/// which varies around the group's μ; labels have a spatial prior and, with neighbours, a Potts prior.
/// </summary>
/// <remarks>
/// Variational updates, at most <see cref="HierarchicalNetworkOptions.MaximumIterations"/>: responsibilities ∝ exp(Σ_s κ ν·x + w ln θ + 2c Σ_neighbours q);
/// ν ∝ κ Σ q x + σψ; ψ ∝ σ Σ_s ν + εμ; κ, σ, ε from mean cosines by A_D^-1(r) ≈ r(D - r²)/(1 - r²) (Banerjee et al. 2005).
/// </remarks>
public static class HierarchicalNetworks
{
    private const double LargestCosine = 0.999;

    /// <summary>Unit connectivity profiles (regions x regions): rows of the correlation matrix without the own entry, centred. All regions must vary.</summary>
    public static Matrix Profiles(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var profiles = FunctionalConnectivity.Correlation(series);
        for (int i = 0; i < profiles.Rows; i++)
        {
            var row = profiles.Row(i);
            double mean = (Moments.Sum(row) - row[i]) / Math.Max(1, row.Length - 1);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = i == j ? 0 : row[j] - mean;
            }

            Normalise(row);
        }

        return profiles;
    }

    /// <summary>Networks x profile dimensions: unit mean profiles of the group atlas, from profiles of one or many people.</summary>
    public static Matrix GroupDirections(IReadOnlyList<Matrix> profiles, IReadOnlyList<int> groupLabels)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        int[] labels = GraphMetrics.CompactLabels(groupLabels, profiles[0].Rows);
        var result = new Matrix(labels.Max() + 1, profiles[0].Columns);
        foreach (var person in profiles)
        {
            for (int i = 0; i < labels.Length; i++)
            {
                AddScaled(result.Row(labels[i]), person.Row(i), 1);
            }
        }

        NormaliseRows(result);
        return result;
    }

    /// <summary>Fits one person.</summary>
    /// <param name="sessions">Unit profiles of each session, regions x dimensions, from <see cref="Profiles"/>.</param>
    /// <param name="groupLabels">The group atlas.</param>
    /// <param name="groupDirections">From <see cref="GroupDirections"/>.</param>
    /// <param name="neighbours">Spatial neighbours of each region, or null.</param>
    /// <param name="options">Settings.</param>
    public static IndividualNetworks Fit(
        IReadOnlyList<Matrix> sessions, IReadOnlyList<int> groupLabels, Matrix groupDirections, IReadOnlyList<IReadOnlyList<int>>? neighbours, HierarchicalNetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(groupLabels);
        ArgumentNullException.ThrowIfNull(groupDirections);
        ArgumentNullException.ThrowIfNull(options);
        int regions = sessions[0].Rows;
        int[] group = GraphMetrics.CompactLabels(groupLabels, regions);
        int networks = groupDirections.Rows;
        var prior = LogPrior(group, networks, options);
        var q = new Matrix(regions, networks);
        for (int i = 0; i < regions; i++)
        {
            q[i, group[i]] = 1;
        }

        var person = groupDirections.Clone();
        Matrix[] session = [.. sessions.Select(_ => groupDirections.Clone())];
        double objective = double.NegativeInfinity;
        bool converged = false;
        int iteration = 0;
        while (iteration < options.MaximumIterations && !converged)
        {
            iteration++;
            double kappa = Concentration(sessions, session, q);
            double sigma = Concentration(session, person);
            double epsilon = Concentration([person], groupDirections);
            UpdateSessions(sessions, session, person, q, kappa, sigma);
            UpdatePerson(session, person, groupDirections, sigma, epsilon);
            double reached = UpdateLabels(sessions, session, prior, neighbours, options, kappa, q);
            converged = Math.Abs(reached - objective) <= options.Tolerance * Math.Abs(reached);
            objective = reached;
        }

        return Result(q, [.. groupLabels.Distinct().Order()], iteration, converged);
    }

    private static IndividualNetworks Result(Matrix q, int[] names, int iterations, bool converged)
    {
        int[] best = [.. Enumerable.Range(0, q.Rows).Select(i => Enumerable.Range(0, q.Columns).MaxBy(l => q[i, l]))];
        return new()
        {
            Labels = [.. best.Select(l => names[l])],
            Confidence = [.. best.Select((l, i) => q[i, l])],
            Iterations = iterations,
            HasConverged = converged,
        };
    }

    private static Matrix LogPrior(int[] group, int networks, HierarchicalNetworkOptions options)
    {
        double own = Elementary.Log(options.GroupProbability);
        double other = Elementary.Log((1 - options.GroupProbability) / Math.Max(1, networks - 1));
        var result = new Matrix(group.Length, networks);
        for (int i = 0; i < group.Length; i++)
        {
            for (int l = 0; l < networks; l++)
            {
                result[i, l] = options.PriorWeight * (l == group[i] ? own : other);
            }
        }

        return result;
    }

    private static void UpdateSessions(IReadOnlyList<Matrix> profiles, Matrix[] session, Matrix person, Matrix q, double kappa, double sigma)
    {
        for (int s = 0; s < session.Length; s++)
        {
            session[s] = q.Transpose().Multiply(profiles[s]);
            for (int l = 0; l < session[s].Rows; l++)
            {
                var row = session[s].Row(l);
                foreach (ref double value in row)
                {
                    value *= kappa;
                }

                AddScaled(row, person.Row(l), sigma);
            }

            NormaliseRows(session[s]);
        }
    }

    private static void UpdatePerson(Matrix[] session, Matrix person, Matrix group, double sigma, double epsilon)
    {
        for (int l = 0; l < person.Rows; l++)
        {
            var row = person.Row(l);
            row.Clear();
            AddScaled(row, group.Row(l), epsilon);
            foreach (var s in session)
            {
                AddScaled(row, s.Row(l), sigma);
            }
        }

        NormaliseRows(person);
    }

    /// <summary>Responsibilities; returns the summed log normaliser.</summary>
    private static double UpdateLabels(
        IReadOnlyList<Matrix> profiles, Matrix[] session, Matrix prior, IReadOnlyList<IReadOnlyList<int>>? neighbours, HierarchicalNetworkOptions options, double kappa, Matrix q)
    {
        var before = q.Clone();
        var score = prior.Clone();
        for (int s = 0; s < session.Length; s++)
        {
            var cosine = profiles[s].Multiply(session[s].Transpose());
            AddScaled(score.Values, cosine.Values, kappa);
        }

        double[] normalisers = new double[q.Rows];
        for (int i = 0; i < q.Rows; i++)
        {
            foreach (int j in neighbours?[i] ?? [])
            {
                AddScaled(score.Row(i), before.Row(j), 2 * options.SmoothnessWeight);
            }

            normalisers[i] = Logit.LogSumExp(score.Row(i));
            for (int l = 0; l < q.Columns; l++)
            {
                q[i, l] = Elementary.Exp(score[i, l] - normalisers[i]);
            }
        }

        return Moments.Sum(normalisers);
    }

    /// <summary>κ from the mean cosine of profiles with their network's direction, weighted by responsibility.</summary>
    private static double Concentration(IReadOnlyList<Matrix> profiles, Matrix[] session, Matrix q)
    {
        List<double> cosines = [];
        for (int s = 0; s < session.Length; s++)
        {
            var cosine = profiles[s].Multiply(session[s].Transpose());
            for (int i = 0; i < q.Rows; i++)
            {
                cosines.Add(Moments.Dot(q.Row(i), cosine.Row(i)));
            }
        }

        return InverseMeanResultant(Moments.Mean([.. cosines]), profiles[0].Columns);
    }

    private static double Concentration(IReadOnlyList<Matrix> directions, Matrix around)
    {
        List<double> cosines = [];
        foreach (var d in directions)
        {
            for (int l = 0; l < d.Rows; l++)
            {
                cosines.Add(Moments.Dot(d.Row(l), around.Row(l)));
            }
        }

        return InverseMeanResultant(Moments.Mean([.. cosines]), around.Columns);
    }

    private static double InverseMeanResultant(double meanCosine, int dimensions)
    {
        double r = Math.Clamp(meanCosine, 0, LargestCosine);
        return r * (dimensions - (r * r)) / (1 - (r * r));
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        for (int k = 0; k < target.Length; k++)
        {
            target[k] = Math.FusedMultiplyAdd(factor, source[k], target[k]);
        }
    }

    private static void NormaliseRows(Matrix matrix)
    {
        for (int l = 0; l < matrix.Rows; l++)
        {
            Normalise(matrix.Row(l));
        }
    }

    private static void Normalise(Span<double> vector)
    {
        double length = Math.Sqrt(Moments.Dot(vector, vector));
        foreach (ref double value in vector)
        {
            value = length > 0 ? value / length : 0;
        }
    }
}
