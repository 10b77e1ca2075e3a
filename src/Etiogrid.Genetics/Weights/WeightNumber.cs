namespace Etiogrid.Genetics.Weights;

/// <summary>Numbers that a weight file may state beside its weights.</summary>
internal enum WeightNumber
{
    /// <summary>Frequency of the effect allele.</summary>
    EffectFrequency,

    /// <summary>Standard error of the weight.</summary>
    StandardError,

    /// <summary>P value.</summary>
    P,

    /// <summary>Imputation quality.</summary>
    Info,
}
