using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>A model parameter as a normal distribution on its natural scale (logit, liability, standard deviations), with its grade and sources.</summary>
/// <param name="Mean">Mean on the natural scale.</param>
/// <param name="Sd">Standard deviation on the natural scale; 0 only for definitions.</param>
/// <param name="Grade">How it was obtained.</param>
/// <param name="Sources">Where from.</param>
public sealed record UncertainValue(double Mean, double Sd, Grade Grade, IReadOnlyList<SourceKey> Sources);
