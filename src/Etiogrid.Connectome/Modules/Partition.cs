namespace Etiogrid.Connectome.Modules;

/// <summary>A division of nodes into modules and its quality.</summary>
/// <param name="Labels">One label a node, from 1, in order of first appearance.</param>
/// <param name="Quality">Modularity Q.</param>
public sealed record Partition(IReadOnlyList<int> Labels, double Quality)
{
    /// <summary>Number of modules.</summary>
    public int Modules => Labels.Count == 0 ? 0 : Labels.Max();
}
