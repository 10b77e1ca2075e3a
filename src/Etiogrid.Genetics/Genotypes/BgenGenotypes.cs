using System.Globalization;
using System.IO.Compression;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>
/// BGEN genotype probabilities as expected dosages of the second allele: layout 2 (1.2 and 1.3; plain, zlib or Zstandard; any bit depth up
/// to 32) and layout 1 (1.1). Haploid people count twice, as in PLINK. Specification: well.ox.ac.uk/~gav/bgen_format/spec/v1.2.html.
/// </summary>
public sealed class BgenGenotypes : IGenotypeSource
{
    private readonly SafeFileHandle _handle;
    private readonly GenotypeSample[] _samples;
    private readonly Variant[] _variants;
    private readonly (int Record, int Alternate)[] _places;
    private readonly List<BgenBlock> _blocks;
    private readonly BgenCompression _compression;
    private readonly int _layout;

    private BgenGenotypes(string file, SafeFileHandle handle, GenotypeSample[] samples, BgenIndex index)
    {
        File = file;
        _handle = handle;
        _samples = samples;
        _blocks = index.Blocks;
        _compression = index.Compression;
        _layout = index.Layout;
        (_variants, _places) = SplitRecords.Of(index.Records);
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GenotypeSample> Samples => _samples;

    /// <inheritdoc/>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <inheritdoc/>
    public bool HardCallsOnly => false;

    /// <summary>
    /// Opens a file; people come from <c>.sample</c> beside it, from the file itself, or are numbered. Errors: E101, E402 not a readable BGEN,
    /// E404 damaged, E406 .sample rows, E407 a person twice.
    /// </summary>
    public static Parsed<IGenotypeSource> Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!System.IO.File.Exists(path))
        {
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.MissingFile(path));
        }

        var handle = System.IO.File.OpenHandle(path);
        try
        {
            var index = BgenIndex.Read(handle);
            var samples = BgenSamples.Read(path, index);
            if (samples.HasValue)
            {
                return samples.Select(s => (IGenotypeSource)new BgenGenotypes(path, handle, s, index));
            }

            handle.Dispose();
            return Parsed.Failed<IGenotypeSource>(samples.Diagnostics, samples.DroppedDiagnostics);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OverflowException)
        {
            handle.Dispose();
            return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E402", $"The BGEN cannot be read: {e.Message}", new(path), expected: "BGEN 1.1, 1.2 or 1.3", fix: "Write it again: plink2 --export bgen-1.2"));
        }
    }

    /// <inheritdoc/>
    public bool TryReadHardCalls(int variant, Span<byte> packed) => false;

    /// <inheritdoc/>
    public void ReadDosages(int variant, Span<double> dosages)
    {
        var (record, alternate) = _places[variant];
        try
        {
            byte[] block = Unpacked(_blocks[record]);
            if (_layout == 1)
            {
                BgenProbabilities.OldDosages(block, dosages);
            }
            else
            {
                BgenProbabilities.Dosages(block, _samples.Length, alternate, dosages);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File}: variant {record + 1} (byte {_blocks[record].Offset}) is damaged: {e.Message}."), e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private byte[] Unpacked(BgenBlock block)
    {
        byte[] stored = BgenIndex.ReadAt(_handle, block.Offset, block.StoredLength);
        switch (_compression)
        {
            case BgenCompression.None:
                return stored;
            case BgenCompression.Zstd:
                return InputFile.UnpackZstandard(stored, block.Length);
        }

        byte[] bytes = new byte[block.Length];
        using var zlib = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
        int read = zlib.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it unpacks to {read} bytes, {bytes.Length} are stated"));
    }
}
