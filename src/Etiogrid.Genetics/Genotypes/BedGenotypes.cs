using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>PLINK 1 binary genotypes: <c>.bed</c> with its <c>.bim</c> and <c>.fam</c> (cog-genomics.org/plink/1.9/formats).</summary>
public sealed class BedGenotypes : IGenotypeSource
{
    private const int HeaderLength = 3;
    private readonly SafeFileHandle _handle;
    private readonly VariantList _variants;
    private readonly GenotypeSample[] _samples;

    private BedGenotypes(string file, SafeFileHandle handle, VariantList variants, GenotypeSample[] samples)
    {
        File = file;
        _handle = handle;
        _variants = variants;
        _samples = samples;
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GenotypeSample> Samples => _samples;

    /// <inheritdoc/>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <inheritdoc/>
    public bool HardCallsOnly => true;

    /// <summary>
    /// Opens <c>prefix.bed</c>, <c>.bim</c>, <c>.fam</c>. Errors: E101, E102, E402 not a .bed, E403 sample-major, E404 length does not fit,
    /// E405 .bim row, E406 .fam row, E407 duplicate person, E409 interval BED instead of genotypes.
    /// </summary>
    public static Parsed<IGenotypeSource> Open(string bedPath)
    {
        ArgumentNullException.ThrowIfNull(bedPath);
        string prefix = bedPath.EndsWith(".bed", StringComparison.OrdinalIgnoreCase) ? bedPath[..^4] : bedPath;
        if (!System.IO.File.Exists(prefix + ".bed"))
        {
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.MissingFile(prefix + ".bed"));
        }

        if (CheckMagic(prefix + ".bed") is { } wrong)
        {
            return Parsed.Failed<IGenotypeSource>(wrong);
        }

        try
        {
            return VariantTable.ReadBim(prefix + ".bim").Then(variants => SampleTable.ReadFam(prefix + ".fam").Then(samples => Create(prefix + ".bed", variants, samples)));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.Unreadable(prefix, e.Message));
        }
    }

    /// <inheritdoc/>
    public bool TryReadHardCalls(int variant, Span<byte> packed)
    {
        int length = (_samples.Length + 3) / 4;
        if (packed.Length != length)
        {
            throw new ArgumentException($"Packed genotypes of {_samples.Length} people need {length} bytes; found {packed.Length}.", nameof(packed));
        }

        ReadFully(packed, HeaderLength + ((long)variant * length));
        PackedGenotypes.ClearTail(packed, _samples.Length);
        return true;
    }

    /// <inheritdoc/>
    public void ReadDosages(int variant, Span<double> dosages)
    {
        byte[] packed = new byte[(_samples.Length + 3) / 4];
        TryReadHardCalls(variant, packed);
        PackedGenotypes.Unpack(packed, dosages);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    /// <summary>Reads the hard calls of consecutive variants, one row after the other; one system call for all.</summary>
    internal void ReadHardCallRows(int first, int count, Span<byte> rows)
    {
        int length = (_samples.Length + 3) / 4;
        ReadFully(rows[..(count * length)], HeaderLength + ((long)first * length));
        for (int i = 0; i < count; i++)
        {
            PackedGenotypes.ClearTail(rows.Slice(i * length, length), _samples.Length);
        }
    }

    private void ReadFully(Span<byte> destination, long offset)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, destination, offset);
            if (read == 0)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File} ended at byte {offset}: it was shortened while in use."));
            }

            destination = destination[read..];
            offset += read;
        }
    }

    /// <summary>Genotypes of a file whose magic bytes are right, with tables from elsewhere. Error: E404 the length does not fit.</summary>
    internal static Parsed<IGenotypeSource> Create(string path, VariantList variants, GenotypeSample[] samples)
    {
        long expected = HeaderLength + ((long)variants.Count * ((samples.Length + 3) / 4));
        // Not FileInfo.Length, which for a symbolic link is the length of the link: version-controlled data folders are full of them.
        using var handle = System.IO.File.OpenHandle(path);
        long found = RandomAccess.GetLength(handle);
        if (found != expected)
        {
            string why = found < expected ? "The .bed is shorter than its .bim and .fam say" : "The .bed is longer than its .bim and .fam say";
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.Damaged(
                path,
                why,
                null,
                string.Create(CultureInfo.InvariantCulture, $"{found} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{expected} bytes = 3 + {variants.Count} variants x {(samples.Length + 3) / 4} bytes for {samples.Length} people"),
                "Use the .bim and .fam that were written together with this .bed, or copy it again"));
        }

        return Parsed.Of<IGenotypeSource>(new BedGenotypes(path, System.IO.File.OpenHandle(path), variants, samples));
    }

    private static Diagnostic? CheckMagic(string path)
    {
        Span<byte> head = stackalloc byte[64];
        using var handle = System.IO.File.OpenHandle(path);
        head = head[..RandomAccess.Read(handle, head, 0)];
        if (head.Length >= HeaderLength && head[0] == 0x6C && head[1] == 0x1B)
        {
            return head[2] switch
            {
                0x01 => null,
                0x00 => Diagnostic.Error("E403", "The .bed is sample-major, which plink stopped writing long ago", new(path), "third byte 00", "third byte 01 (variant-major)", "Convert it: plink1.9 --bfile … --make-bed"),
                _ => Diagnostic.Error("E402", "The .bed has an unknown mode", new(path), Convert.ToHexString(head[..3]), "6C1B01", "If it is a .pgen, rename it and give its .pvar and .psam"),
            };
        }

        string start = Encoding.Latin1.GetString(head);
        string[] words = start.Split(['\t', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        bool interval = start.StartsWith("track", StringComparison.Ordinal) || start.StartsWith("browser", StringComparison.Ordinal) || start.StartsWith('#')
            || (words.Length >= 3 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _) && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out _));
        return interval
            ? Diagnostic.Error("E409", "This .bed is a list of intervals (UCSC BED), not genotypes", new(path, 1), start.Split('\n')[0], "a PLINK .bed, which starts with bytes 6C 1B 01", "Give the genotype .bed; intervals go where gene locations are asked for")
            : Diagnostic.Error("E402", "The file does not start like a PLINK .bed", new(path), Convert.ToHexString(head[..Math.Min(3, head.Length)]), "bytes 6C 1B 01", "Check that the file is not packed or damaged");
    }
}
