using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Sets;

/// <summary>A fitted logistic regression.</summary>
/// <param name="Coefficients">Log odds ratios, by column.</param>
/// <param name="Expected">Fitted probability, by person.</param>
/// <param name="Covariance">Covariance of the coefficients.</param>
internal sealed record LogisticFit(double[] Coefficients, double[] Expected, Matrix Covariance);
