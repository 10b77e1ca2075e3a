using Etiogrid.Connectome.Cleaning;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Gradients;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Tests.Peers;

/// <summary>The same formulas in numpy and scipy, run beside ours on the reference inputs.</summary>
public sealed class NumpyTests
{
    /// <summary>The six option sets of the reference folder, and scrubbing without filter.</summary>
    [Theory]
    [InlineData("{\"detrend\": true, \"standardize\": \"zscore_sample\"}", true, false)]
    [InlineData("{\"detrend\": true, \"low_pass\": 0.1, \"high_pass\": 0.01, \"t_r\": 2.0, \"standardize\": \"zscore_sample\"}", true, false)]
    [InlineData("{\"high_pass\": 0.01, \"t_r\": 2.0, \"filter\": \"cosine\", \"standardize\": \"zscore_sample\"}", true, false)]
    [InlineData("{\"detrend\": true, \"low_pass\": 0.1, \"high_pass\": 0.01, \"t_r\": 2.0, \"standardize\": \"zscore_sample\"}", true, true)]
    [InlineData("{\"detrend\": true}", true, false)]
    [InlineData("{\"detrend\": true, \"standardize\": \"psc\"}", false, false)]
    [InlineData("{\"standardize\": \"psc\"}", false, false)]
    [InlineData("{\"detrend\": true, \"standardize\": \"zscore\"}", true, true)]
    [InlineData("{\"low_pass\": 0.08, \"t_r\": 2.0, \"standardize\": \"zscore_sample\"}", true, true)]
    [InlineData("{\"high_pass\": 0.02, \"t_r\": 0.72, \"standardize\": \"zscore_sample\"}", false, true)]
    [InlineData("{\"high_pass\": 0.008, \"t_r\": 0.72, \"filter\": \"cosine\", \"detrend\": true}", true, true)]
    public void Cleaning_agrees_with_a_scipy_script_of_the_documented_steps(string options, bool withConfounds, bool scrubbed)
    {
        string folder = "reference/nilearn/signal_clean/";
        string signals = SharedData.Require(folder + "signals.csv");
        string confounds = SharedData.Require(folder + "confounds.csv");
        string mask = SharedData.Require(folder + "sample_mask.csv");
        double[][] expected = PythonPeer.Run("clean.py", signals, withConfounds ? confounds : "-", scrubbed ? mask : "-", options);
        var given = System.Text.Json.JsonDocument.Parse(options).RootElement;
        double? Number(string name) => given.TryGetProperty(name, out var v) ? v.GetDouble() : null;
        string scale = given.TryGetProperty("standardize", out var s) ? s.GetString()! : "";
        var cleaned = SignalCleaning.Clean(ReferenceData.Matrix("nilearn/signal_clean/signals.csv"), withConfounds ? ReferenceData.Matrix("nilearn/signal_clean/confounds.csv") : null, new()
        {
            Detrend = given.TryGetProperty("detrend", out _),
            LowPassHz = Number("low_pass"),
            HighPassHz = Number("high_pass"),
            RepetitionTimeSeconds = Number("t_r"),
            Filter = given.TryGetProperty("filter", out _) ? TemporalFilter.Cosine : TemporalFilter.Butterworth,
            KeptVolumes = scrubbed ? [.. File.ReadAllLines(mask).Select(l => (int)double.Parse(l, System.Globalization.CultureInfo.InvariantCulture))] : null,
            Standardize = scale switch { "zscore_sample" => Standardization.ZScoreSample, "zscore" => Standardization.ZScore, "psc" => Standardization.PercentSignalChange, _ => Standardization.None },
        });
        Assert.Equal(expected.Length, cleaned.Rows);
        NumericAssert.AllClose([.. expected.SelectMany(r => r)], cleaned.Values, 1e-8, 1e-8);
    }

    /// <summary>The random walk's eigenvectors by a general solver; the order of regions by value of a map is the same up to sign.</summary>
    [Theory]
    [InlineData(AffinityKernel.NormalizedAngle, "normalized_angle", EmbeddingMethod.DiffusionMap, "dm")]
    [InlineData(AffinityKernel.Cosine, "cosine", EmbeddingMethod.DiffusionMap, "dm")]
    [InlineData(AffinityKernel.Pearson, "pearson", EmbeddingMethod.LaplacianEigenmaps, "le")]
    [InlineData(AffinityKernel.Spearman, "spearman", EmbeddingMethod.DiffusionMap, "dm")]
    [InlineData(AffinityKernel.NormalizedAngle, "normalized_angle", EmbeddingMethod.PrincipalComponents, "pca")]
    [InlineData(AffinityKernel.None, "none", EmbeddingMethod.DiffusionMap, "dm")]
    public void Gradients_agree_with_numpy(AffinityKernel kernel, string kernelName, EmbeddingMethod method, string methodName)
    {
        string path = SharedData.Require("reference/brainspace/gradients/fc100_fisherz.csv");
        double[][] expected = PythonPeer.Run("gradients.py", path, kernelName, methodName, "5");
        var found = ConnectivityGradients.Compute(ReferenceData.Matrix("brainspace/gradients/fc100_fisherz.csv"), new() { Kernel = kernel, Method = method, Components = 5 });
        NumericAssert.AllClose(expected[0], [.. found.Eigenvalues], 1e-9);
        for (int c = 0; c < 5; c++)
        {
            double[] theirs = [.. expected.Skip(1).Select(r => r[c])];
            double[] ours = found.Maps.Column(c);
            Assert.True(Math.Abs(Moments.Pearson(theirs, ours)) > 1 - 1e-10, $"component {c + 1}: |r| = {Math.Abs(Moments.Pearson(theirs, ours))}");
        }
    }

    [Theory]
    [InlineData(32, 0, 0.5)]
    [InlineData(40, 0.05, 0.2)]
    public void Coherence_agrees_with_scipy(int segment, double low, double high)
    {
        var random = new Philox(12, 0);
        var values = new Matrix(203, 4);
        for (int t = 0; t < values.Rows; t++)
        {
            double shared = random.NextNormal();
            for (int j = 0; j < values.Columns; j++)
            {
                values[t, j] = random.NextNormal() + (j * shared);
            }
        }

        string path = PythonPeer.Write(values);
        try
        {
            double[][] expected = PythonPeer.Run("coherence.py", path, $"{segment}", low.ToString(System.Globalization.CultureInfo.InvariantCulture), high.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var found = Coherence.Compute(new TimeSeries("simulated", ["a", "b", "c", "d"], values), segment, low, high);
            NumericAssert.AllClose([.. expected.SelectMany(r => r)], found.Values, 1e-10);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
