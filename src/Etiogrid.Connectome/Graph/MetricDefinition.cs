namespace Etiogrid.Connectome.Graph;

/// <summary>A named metric and the variants it has.</summary>
/// <param name="Name">Name without suffix.</param>
/// <param name="Binary">True when <c>_bin</c> exists.</param>
/// <param name="Signed">True when <c>_pos</c> and <c>_neg</c> exist.</param>
/// <param name="Compute">The function.</param>
internal sealed record MetricDefinition(string Name, bool Binary, bool Signed, Func<GraphVariant, MetricValue> Compute);
