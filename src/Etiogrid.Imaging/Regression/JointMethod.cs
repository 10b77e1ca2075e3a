namespace Etiogrid.Imaging.Regression;

/// <summary>How one map is explained by all atlas maps together.</summary>
public enum JointMethod
{
    /// <summary>Ordinary least squares; values are unstandardised coefficients.</summary>
    MultipleRegression,

    /// <summary>Dominance analysis; values are total dominances.</summary>
    Dominance,

    /// <summary>Least squares with a penalty on the standardised coefficients; values are unstandardised coefficients.</summary>
    Ridge,

    /// <summary>Partial least squares of one response on standardised predictors; values are unstandardised coefficients.</summary>
    PartialLeastSquares,
}
