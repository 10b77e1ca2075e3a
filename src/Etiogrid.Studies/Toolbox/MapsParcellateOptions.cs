namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>maps parcellate</c>.</summary>
public sealed record MapsParcellateOptions
{
    /// <summary>NIfTI volumes (.nii, .mgz); dense CIFTI-2; surface maps (GIFTI, .mgh, FreeSurfer curvature format; left and right in turn where two atlases are given); or files that are parcellated already (CIFTI-2, FreeSurfer .stats).</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>NIfTI label image, or surface labels (.label.gii, .annot) of one hemisphere or of the left and the right; none for parcellated files.</summary>
    public IReadOnlyList<string> Atlas { get; init; } = [];

    /// <summary>Table of region numbers and names; numbers stand for names where absent.</summary>
    public string? Labels { get; init; }

    /// <summary>nearest or linear.</summary>
    public string Resample { get; init; } = "nearest";

    /// <summary>auto (the value of the image's outermost voxels), keep (every value counts), or a number: voxels of exactly this value are not covered.</summary>
    public string Background { get; init; } = "auto";

    /// <summary>Leave out the columns n_voxels and coverage.</summary>
    public bool MeansOnly { get; init; }
}
