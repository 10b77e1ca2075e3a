namespace Etiogrid.Core.Regions;

/// <summary>Side of the brain.</summary>
public enum Hemisphere
{
    /// <summary>Midline or not stated.</summary>
    None,

    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,
}
