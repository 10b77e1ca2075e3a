using Etiogrid.Core.Regions;

namespace Etiogrid.Studies.Results;

/// <summary>A region's deviation. Regions without coordinates are listed but not drawn.</summary>
public sealed record RegionValue(string Name, Hemisphere Hemisphere, Coordinate? Centre, string? Network, double Value, double Z);
