namespace Etiogrid.Imaging.Volumes;

/// <summary>How an image is read between its voxels.</summary>
public enum Resampling
{
    /// <summary>Value of the nearest voxel.</summary>
    Nearest,

    /// <summary>Trilinear between the eight voxels around; missing where one of them is missing.</summary>
    Linear,
}
