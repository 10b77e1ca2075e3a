using Etiogrid.Connectome.Gradients;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Tests.Gradients;

public sealed class ConnectivityGradientsTests
{
    [Fact]
    public void Diffusion_maps_are_right_eigenvectors_of_the_walk_scaled_by_time()
    {
        var connectivity = ReferenceData.Matrix("brainspace/gradients/fc100_fisherz.csv");
        var options = new GradientOptions { Components = 5 };
        var found = ConnectivityGradients.Compute(connectivity, options);
        var walk = Walk(ConnectivityGradients.Affinity(connectivity, options), 0.5);
        for (int c = 0; c < 5; c++)
        {
            double[] map = found.Maps.Column(c);
            double[] moved = walk.Multiply(map);
            double scaled = found.Eigenvalues[c];
            double lambda = scaled / (1 + scaled);
            NumericAssert.AllClose([.. map.Select(v => lambda * v)], moved, 1e-8, 1e-10, $"gradient {c + 1}");
            // Length: unit right eigenvector over the constant 1/sqrt(n), times λ/(1 - λ).
            NumericAssert.Close(scaled * scaled * 100, Moments.Dot(map, map), 1e-10);
            Assert.True(map.MaxBy(Math.Abs) > 0);
        }

        Assert.True(found.Eigenvalues.SequenceEqual(found.Eigenvalues.OrderDescending()));
    }

    [Fact]
    public void Rows_keep_a_tenth_of_their_elements_and_the_angle_kernel_is_one_on_the_diagonal()
    {
        var connectivity = ReferenceData.Matrix("brainspace/gradients/fc100_fisherz.csv");
        var kept = ConnectivityGradients.Affinity(connectivity, new() { Kernel = AffinityKernel.None });
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(9, kept.Row(i).ToArray().Count(v => v != 0)));
        var angle = ConnectivityGradients.Affinity(connectivity, new());
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(1, angle[i, i]));
        Assert.All(angle.Values, v => Assert.InRange(v, 0.5, 1)); // rows without negatives are at most a right angle apart
    }

    [Fact]
    public void A_chain_of_regions_is_laid_out_in_order()
    {
        var chain = new Matrix(30, 30);
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 30; j++)
            {
                chain[i, j] = Math.Exp(-Math.Abs(i - j) / 5.0);
            }
        }

        foreach (var method in new[] { EmbeddingMethod.DiffusionMap, EmbeddingMethod.LaplacianEigenmaps, EmbeddingMethod.PrincipalComponents })
        {
            double[] first = ConnectivityGradients.Compute(chain, new() { Method = method, Components = 2, Sparsity = 0.5, Kernel = AffinityKernel.Cosine }).Maps.Column(0);
            double order = Math.Abs(Moments.Spearman(first, [.. Enumerable.Range(0, 30).Select(i => (double)i)]));
            Assert.True(order > (method == EmbeddingMethod.PrincipalComponents ? 0.85 : 0.98), $"{method}: {order}"); // principal components bend at the ends of a chain
        }
    }

    [Fact]
    public void Procrustes_undoes_rotation_and_reflection()
    {
        var random = new Philox(17, 1);
        var target = new Matrix(40, 3, [.. Enumerable.Range(0, 120).Select(_ => random.NextNormal())]);
        double c = Math.Cos(0.7);
        double s = Math.Sin(0.7);
        var rotation = new Matrix(3, 3, [c, -s, 0, s, c, 0, 0, 0, -1]);
        NumericAssert.AllClose(target.Values, Procrustes.Align(target.Multiply(rotation), target).Values, 1e-10, 1e-12);
        var aligned = Procrustes.AlignToMean([target, target.Multiply(rotation)]);
        NumericAssert.AllClose(aligned[0].Values, aligned[1].Values, 1e-8, 1e-10);
    }

    [Fact]
    public void A_region_without_neighbours_is_refused_by_name_of_its_position()
    {
        var isolated = new Matrix(4, 4, [0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
        var error = Assert.Throws<ArgumentException>(() => ConnectivityGradients.Compute(isolated, new() { Kernel = AffinityKernel.None, Sparsity = 0, Components = 1 }));
        Assert.Contains("Region 4", error.Message, StringComparison.Ordinal);
    }

    private static Matrix Walk(Matrix w, double alpha)
    {
        int n = w.Rows;
        var result = new Matrix(n, n);
        double[] d = [.. Enumerable.Range(0, n).Select(i => Math.Pow(w.Row(i).ToArray().Sum(), -alpha))];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = w[i, j] * d[i] * d[j];
            }

            double sum = result.Row(i).ToArray().Sum();
            foreach (ref double v in result.Row(i))
            {
                v /= sum;
            }
        }

        return result;
    }
}
