using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>The probability that a causal alteration of a pathway in a direction alone brings about a symptom.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Direction">Which way it is off.</param>
/// <param name="LogitLambda">logit of lambda.</param>
/// <param name="SignUncertain">True where the literature holds both signs.</param>
public sealed record SymptomLink(PathwayId Pathway, AlterationDirection Direction, UncertainValue LogitLambda, bool SignUncertain);
