namespace Etiogrid.Inference.Person;

/// <summary>A person's model with what made its prior. Indices of pathways and markers are those of the general grid.</summary>
/// <param name="Grid">The general grid it was built from.</param>
/// <param name="Inputs">What was known.</param>
/// <param name="Model">The model to infer.</param>
/// <param name="Priors">Prior of each pathway.</param>
/// <param name="Contributions">Contributions of scores and exposures to the priors.</param>
/// <param name="Notes">What was approximated or could not be represented, in words.</param>
public sealed record PersonModel(
    Knowledge.Grid.GeneralGrid Grid,
    PersonInputs Inputs,
    GridModel Model,
    IReadOnlyList<PathwayPrior> Priors,
    IReadOnlyList<PriorContribution> Contributions,
    IReadOnlyList<string> Notes);
