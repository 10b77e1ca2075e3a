namespace Etiogrid.Studies.Results;

/// <summary>A step of the flow of people.</summary>
public sealed record AttritionStep(string Name, int People, string Detail);
