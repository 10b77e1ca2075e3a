namespace Etiogrid.Studies.Measures.Brain;

/// <summary>How one circuit feature is measured in a parcellation.</summary>
/// <param name="Circuit">Short name of the circuit.</param>
/// <param name="Feature">Feature.</param>
/// <param name="Kind"><c>connectivity</c>, <c>activation</c> or <c>ppi</c>; only the first can be measured at rest.</param>
/// <param name="RegionsA">Regions of one end; empty where there are none.</param>
/// <param name="RegionsB">Regions of the other end; empty where there are none.</param>
/// <param name="Note">Why an end has no region, or how it was found.</param>
public sealed record CircuitMapRow(string Circuit, string Feature, string Kind, IReadOnlyList<string> RegionsA, IReadOnlyList<string> RegionsB, string Note)
{
    /// <summary>True when both ends have regions and the feature needs no task.</summary>
    public bool IsMeasurable => Kind == "connectivity" && RegionsA.Count > 0 && RegionsB.Count > 0;
}
