namespace Etiogrid.Imaging.Pictures;

/// <summary>How regions are laid on paper.</summary>
public enum PictureView
{
    /// <summary>Both hemispheres from outside and inside, and from above.</summary>
    Surface,

    /// <summary>Horizontal slices from below to above, left on the left.</summary>
    Axial,
}
