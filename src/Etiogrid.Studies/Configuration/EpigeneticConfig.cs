using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Configuration;

/// <summary>An epigenetic score of a pathway (methylation of a promoter, expression of its genes): how strongly exposures act on it.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Source">File and column.</param>
/// <param name="Reliability">Test-retest reliability of the score, in (0, 1]; its deviation is shrunk by it.</param>
/// <param name="LowActs">True where low values make exposures act more strongly.</param>
public sealed record EpigeneticConfig(PathwayId Pathway, ColumnSource Source, double Reliability, bool LowActs);
