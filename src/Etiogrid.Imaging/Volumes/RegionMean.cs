namespace Etiogrid.Imaging.Volumes;

/// <summary>Mean of one image in one region.</summary>
/// <param name="Mean">Mean over covered voxels; NaN where none is covered.</param>
/// <param name="Coverage">Share of the region's voxels that have a value in the image, in [0, 1]; NaN for a region without voxels.</param>
public readonly record struct RegionMean(double Mean, double Coverage);
