using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Configuration;

/// <summary>Where an exposure stands and when it counts as present.</summary>
/// <param name="Id">Key in the knowledge base.</param>
/// <param name="Source">File and column.</param>
/// <param name="Exposed">The condition under which a person is exposed.</param>
public sealed record ExposureConfig(ExposureId Id, ColumnSource Source, Condition Exposed);
