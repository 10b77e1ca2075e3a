namespace Etiogrid.Inference.Learning;

/// <summary>What a learned parameter is. Parameters of one kind share how far the literature may be from this population.</summary>
public enum ParameterKind
{
    /// <summary>logit lambda of a pathway state on a symptom.</summary>
    SymptomLink,

    /// <summary>logit r of an intervention on a pathway.</summary>
    Efficacy,

    /// <summary>Loading of a biomarker on a pathway state, in standard deviations.</summary>
    MarkerLoading,

    /// <summary>logit kappa of a compensation coupling.</summary>
    Coupling,
}
