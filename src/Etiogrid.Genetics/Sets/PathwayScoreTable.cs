using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Sets;

/// <summary>Pathway scores of all people.</summary>
/// <param name="Samples">People, in file order.</param>
/// <param name="Pathways">One entry a gene set, in the order of the sets; sets without variants included with NaN.</param>
/// <param name="Covariance">Covariance between the sets' scores in the reference (sample or Hardy-Weinberg): correlated scores enter a prior jointly.</param>
/// <param name="Reference">Against whom reference z is formed.</param>
/// <param name="BackgroundVariantCount">Scored variants in any gene, from which the background is drawn.</param>
public sealed record PathwayScoreTable(IReadOnlyList<GenotypeSample> Samples, IReadOnlyList<PathwayScore> Pathways, Matrix Covariance, ReferenceKind Reference, int BackgroundVariantCount);
