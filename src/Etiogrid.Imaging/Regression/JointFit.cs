namespace Etiogrid.Imaging.Regression;

/// <summary>One map explained by all atlas maps together.</summary>
/// <param name="Values">One an atlas map; what they mean depends on <see cref="JointMethod"/>.</param>
/// <param name="R2">Share of variance explained.</param>
/// <param name="AdjustedR2">Corrected for the (effective) number of predictors.</param>
public sealed record JointFit(double[] Values, double R2, double AdjustedR2);
