using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

/// <summary>Random models with everything in them: directions, couplings both ways, symptoms of both kinds, correlated markers, missing values.</summary>
internal static class RandomModels
{
    public static GridModel Make(int seed, int pathways, int markers = 6, int symptoms = 4, bool directions = true, double density = 0.4, double strength = 1, double couplings = 0.15, bool continuous = true)
    {
        var random = Philox.For((ulong)seed, "model", "test");
        GridPathway[] p = [.. Enumerable.Range(0, pathways).Select(k => Pathway(random, k, directions))];
        var model = GridModel.Create(p, Couplings(random, p, couplings), Symptoms(random, p, symptoms), continuous ? Continuous(random, p) : [], Markers(random, p, markers, density, strength), Covariance(random, markers));
        return model.Value;
    }

    /// <summary>A model with ordinal symptoms and, as wanted, heavy tails and binary tests (by default two correlated ones where tails are not heavy).</summary>
    public static GridModel MakeRich(int seed, int pathways, bool heavy, int markers = 5, int[]? tests = null)
    {
        tests ??= heavy ? [] : [0, 1];
        var model = Make(seed, pathways, markers, 5);
        var random = Philox.For((ulong)seed, "rich", "test");
        GridOrdinalSymptom[] ordinal =
        [
            .. Enumerable.Range(0, 3).Select(d => new GridOrdinalSymptom($"o{d}", [-0.5, 0.6, 1.4], Links(random, model.Pathways.ToArray(), r => r.NextNormal()), d == 2 ? null : random.NextInt32(4))),
        ];
        GridMarker[] y = [.. model.Markers.Select((m, i) => tests.Contains(i) ? m with { Value = null, Cutoff = 0.4 * i, Above = random.NextBernoulli(0.5) } : m)];
        var s = model.MarkerCovariance.Clone();
        for (int i = 0; i < 3; i++)
        {
            // Two uncorrelated parts: each has its own tails.
            for (int j = 3; j < markers; j++)
            {
                s[i, j] = s[j, i] = 0;
            }
        }

        return GridModel.Create(model.Pathways, model.Couplings, model.Symptoms, model.ContinuousSymptoms, y, s, null, ordinal, heavy ? 5 : null).Value;
    }

    private static GridPathway Pathway(Philox random, int k, bool directions)
    {
        int kind = random.NextInt32(3);
        double pi = 0.05 + (0.3 * random.NextDouble());
        double rho = 0.02 + (0.1 * random.NextDouble());
        double w = 0.2 + (0.6 * random.NextDouble());
        return !directions || kind == 0 ? GridPathway.ThreeState($"p{k}", pi, rho)
            : kind == 1 ? new($"p{k}", [-1], [pi], rho, [1])
            : new($"p{k}", [-1, 1], [pi * w, pi * (1 - w)], rho, [w, 1 - w]);
    }

    private static List<GridCoupling> Couplings(Philox random, GridPathway[] p, double density)
    {
        var couplings = new List<GridCoupling>();
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j < p.Length; j++)
            {
                for (int d = 0; d < p[i].DirectionCount; d++)
                {
                    if (i != j && random.NextBernoulli(density))
                    {
                        couplings.Add(new(i, d, j, random.NextInt32(p[j].DirectionCount), 0.05 + (0.4 * random.NextDouble())));
                    }
                }
            }
        }

        return couplings;
    }

    private static GridSymptom[] Symptoms(Philox random, GridPathway[] p, int count) =>
    [
        .. Enumerable.Range(0, count).Select(d => new GridSymptom($"s{d}", 0.02 + (0.1 * random.NextDouble()), Links(random, p, r => 0.5 * r.NextDouble()),
            random.NextInt32(4) switch { 0 => null, 1 => false, _ => true })),
    ];

    private static GridContinuousSymptom[] Continuous(Philox random, GridPathway[] p) =>
        [new("c0", 0.3, 1.2, Links(random, p, r => r.NextNormal()), random.NextNormal() + 1), new("c1", 0, 1, Links(random, p, r => r.NextNormal()), null)];

    private static List<CausalLink> Links(Philox random, GridPathway[] p, Func<Philox, double> value)
    {
        var links = new List<CausalLink>();
        for (int k = 0; k < p.Length; k++)
        {
            for (int d = 0; d < p[k].DirectionCount; d++)
            {
                if (random.NextBernoulli(0.4))
                {
                    links.Add(new(k, d, value(random)));
                }
            }
        }

        return links;
    }

    private static GridMarker[] Markers(Philox random, GridPathway[] p, int count, double density, double strength) =>
    [
        .. Enumerable.Range(0, count).Select(m =>
        {
            var loadings = new List<StateLoading>();
            for (int k = 0; k < p.Length; k++)
            {
                for (int s = 1; s < p[k].StateCount; s++)
                {
                    if (random.NextBernoulli(density))
                    {
                        loadings.Add(new(k, s, strength * random.NextNormal()));
                    }
                }
            }

            return new GridMarker($"m{m}", "group" + (m % 2), loadings, random.NextInt32(4) == 0 ? null : 1.5 * random.NextNormal());
        }),
    ];

    private static Matrix Covariance(Philox random, int n)
    {
        var factor = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                factor[i, j] = (i == j ? 1 : 0) + (0.3 * random.NextNormal());
            }
        }

        return factor.Multiply(factor.Transpose());
    }
}
