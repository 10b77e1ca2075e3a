using Etiogrid.Inference.Person;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Pipeline;

/// <summary>What the analysis of a person gives.</summary>
/// <param name="Result">The result that page and tables are views of.</param>
/// <param name="Naive">P(altered) by the naive product of likelihood ratios, in the order of the result's pathways; kept for comparison with the truth only.</param>
/// <param name="Inputs">What was known, for questions that are asked later.</param>
public sealed record PersonAnalysis(PersonResult Result, IReadOnlyList<double> Naive, PersonInputs Inputs);
