namespace Etiogrid.Studies.Results;

/// <summary>A column of the pathways x people print.</summary>
public sealed record CohortPathway(string Id, string Name, string ShortName, double MeanPosterior);
