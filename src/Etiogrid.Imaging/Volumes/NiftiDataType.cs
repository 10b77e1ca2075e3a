namespace Etiogrid.Imaging.Volumes;

/// <summary>Voxel types of the NIfTI standard with their codes.</summary>
public enum NiftiDataType
{
    /// <summary>8-bit unsigned.</summary>
    UInt8 = 2,

    /// <summary>16-bit signed.</summary>
    Int16 = 4,

    /// <summary>32-bit signed.</summary>
    Int32 = 8,

    /// <summary>32-bit float.</summary>
    Float32 = 16,

    /// <summary>Two 32-bit floats; read as modulus.</summary>
    Complex64 = 32,

    /// <summary>64-bit float.</summary>
    Float64 = 64,

    /// <summary>Three bytes; read as luminance.</summary>
    Rgb24 = 128,

    /// <summary>8-bit signed.</summary>
    Int8 = 256,

    /// <summary>16-bit unsigned.</summary>
    UInt16 = 512,

    /// <summary>32-bit unsigned.</summary>
    UInt32 = 768,

    /// <summary>64-bit signed.</summary>
    Int64 = 1024,

    /// <summary>64-bit unsigned.</summary>
    UInt64 = 1280,

    /// <summary>Two 64-bit floats; read as modulus.</summary>
    Complex128 = 1792,

    /// <summary>Four bytes; read as luminance, transparency ignored.</summary>
    Rgba32 = 2304,
}
