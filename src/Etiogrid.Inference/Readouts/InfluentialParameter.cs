namespace Etiogrid.Inference.Readouts;

/// <summary>A parameter of the general grid that moves this person's posterior.</summary>
/// <param name="Name">Such as <c>prevalence of hpa_axis</c>.</param>
/// <param name="Pathway">Index of the pathway it moves most.</param>
/// <param name="Change">Change of that pathway's P(altered) for one standard deviation of the parameter.</param>
public sealed record InfluentialParameter(string Name, int Pathway, double Change);
