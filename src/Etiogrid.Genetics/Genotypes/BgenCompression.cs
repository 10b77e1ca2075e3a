namespace Etiogrid.Genetics.Genotypes;

/// <summary>How genotype blocks of a BGEN file are packed; numbers as in its flags.</summary>
internal enum BgenCompression
{
    /// <summary>Not packed.</summary>
    None,

    /// <summary>zlib (RFC 1950).</summary>
    Zlib,

    /// <summary>Zstandard (RFC 8878), BGEN 1.3.</summary>
    Zstd,
}
