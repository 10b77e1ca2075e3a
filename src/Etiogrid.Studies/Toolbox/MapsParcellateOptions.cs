namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps parcellate</c>.</summary>
public sealed record MapsParcellateOptions
{
    /// <summary>NIfTI images.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>NIfTI label image.</summary>
    public required string Atlas { get; init; }

    /// <summary>Table of region numbers and names; numbers stand for names where absent.</summary>
    public string? Labels { get; init; }

    /// <summary>nearest or linear.</summary>
    public string Resample { get; init; } = "nearest";

    /// <summary>auto (the value of the image's outermost voxels), keep (every value counts), or a number: voxels of exactly this value are not covered.</summary>
    public string Background { get; init; } = "auto";

    /// <summary>Leave out the columns n_voxels and coverage.</summary>
    public bool MeansOnly { get; init; }
}
