namespace Etiogrid.Genetics.Sets;

/// <summary>A score over drawn terms.</summary>
internal sealed class NullScore(int padded, int basis)
{
    /// <summary>Contributions summed, by person of the model; padded.</summary>
    public float[] Values { get; } = new float[padded];

    /// <summary>Product with the residuals.</summary>
    public double U { get; set; }

    /// <summary>Products with the basis of the covariates.</summary>
    public double[] Along { get; } = new double[basis];

    /// <summary>Back to no term.</summary>
    public void Clear()
    {
        Array.Clear(Values);
        Array.Clear(Along);
        U = 0;
    }
}
