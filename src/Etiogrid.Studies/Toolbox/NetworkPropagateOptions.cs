namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>network propagate</c>.</summary>
/// <param name="Do">Interventions such as <c>glutamate_nmda=down</c>.</param>
/// <param name="Evidence">Observations such as <c>psychosis=present</c>.</param>
/// <param name="Query">Nodes to report; none = all.</param>
/// <param name="Knowledge">A folder whose tables add to the knowledge base.</param>
/// <param name="IncludeUnverified">Use unverified rows too.</param>
public sealed record NetworkPropagateOptions(IReadOnlyList<string> Do, IReadOnlyList<string> Evidence, IReadOnlyList<string> Query, string? Knowledge, bool IncludeUnverified);
