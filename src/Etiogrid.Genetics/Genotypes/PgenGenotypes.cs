using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>PLINK 2 binary genotypes: <c>.pgen</c> with its <c>.pvar</c> and <c>.psam</c>; hard calls, multi-allelic calls and unphased dosages.</summary>
public sealed class PgenGenotypes : IGenotypeSource
{
    private readonly SafeFileHandle _handle;
    private readonly PgenHeader _header;
    private readonly GenotypeSample[] _samples;
    private readonly Variant[] _variants;
    private readonly (int Record, int Alternate)[] _places;
    private volatile DecodedRecord? _lastBase;

    private PgenGenotypes(string file, SafeFileHandle handle, PgenHeader header, List<PlinkTextTables.Record> records, GenotypeSample[] samples)
    {
        File = file;
        _handle = handle;
        _header = header;
        _samples = samples;
        (_variants, _places) = SplitRecords.Of(records);
        HardCallsOnly = header.Mode != 0x03 && (header.Types is null || !Array.Exists(header.Types, t => (t & 0x60) != 0));
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GenotypeSample> Samples => _samples;

    /// <inheritdoc/>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <inheritdoc/>
    public bool HardCallsOnly { get; }

    /// <summary>Opens <c>prefix.pgen</c>, <c>.pvar</c>, <c>.psam</c>. Errors: those of the tables, E402 wrong magic or unsupported mode, E404 damaged or sizes that do not fit.</summary>
    public static Parsed<IGenotypeSource> Open(string pgenPath)
    {
        ArgumentNullException.ThrowIfNull(pgenPath);
        string prefix = pgenPath.EndsWith(".pgen", StringComparison.OrdinalIgnoreCase) ? pgenPath[..^5] : pgenPath;
        string path = prefix + ".pgen";
        if (!System.IO.File.Exists(path))
        {
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.MissingFile(path));
        }

        if (!System.IO.File.Exists(prefix + ".pvar") && System.IO.File.Exists(prefix + ".pvar.zst"))
        {
            return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E401", "The .pvar is packed with zstd", new(prefix + ".pvar.zst"), fix: "Unpack it: zstd -d, or write it with plink2 --make-just-pvar"));
        }

        return PlinkTextTables.ReadPvar(prefix + ".pvar").Then(records => PlinkTextTables.ReadPsam(prefix + ".psam").Then(samples => Create(path, records, samples)));
    }

    /// <inheritdoc/>
    public bool TryReadHardCalls(int variant, Span<byte> packed)
    {
        var (record, alternate) = _places[variant];
        if (_header.Mode == 0x03 || (TypeOf(record) & 0x60) != 0)
        {
            return false;
        }

        byte[] bytes = ReadRecord(record);
        if (_variants[variant].AlternateCount == 1 && (TypeOf(record) & 15) == 0)
        {
            Recode(Checked(bytes, packed.Length, record).AsSpan(0, packed.Length), packed);
            PackedGenotypes.ClearTail(packed, _samples.Length);
            return true;
        }

        Pack(Copies(variant, record, alternate, bytes, null), packed);
        return true;
    }

    /// <inheritdoc/>
    public void ReadDosages(int variant, Span<double> dosages)
    {
        var (record, alternate) = _places[variant];
        byte[] bytes = ReadRecord(record);
        double[]? fractional = _header.Mode == 0x03 || (TypeOf(record) & 0x60) != 0 ? new double[_samples.Length] : null;
        byte[] copies = Copies(variant, record, alternate, bytes, fractional);
        for (int i = 0; i < dosages.Length; i++)
        {
            dosages[i] = fractional is not null ? fractional[i] : copies[i] == 3 ? double.NaN : copies[i];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static Parsed<IGenotypeSource> Create(string path, List<PlinkTextTables.Record> records, GenotypeSample[] samples)
    {
        var handle = System.IO.File.OpenHandle(path);
        try
        {
            var header = PgenHeader.Read(handle);
            if (header.Variants == records.Count && header.People == samples.Length)
            {
                return Parsed.Of<IGenotypeSource>(new PgenGenotypes(path, handle, header, records, samples));
            }

            handle.Dispose();
            return Parsed.Failed<IGenotypeSource>(GenotypeDiagnostics.Damaged(
                path,
                "The .pgen does not fit its .pvar and .psam",
                null,
                string.Create(CultureInfo.InvariantCulture, $"{header.Variants} variants x {header.People} people"),
                string.Create(CultureInfo.InvariantCulture, $"{records.Count} variants x {samples.Length} people"),
                "Use the .pvar and .psam that were written together with this .pgen"));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OverflowException)
        {
            handle.Dispose();
            return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E402", $"The .pgen cannot be read: {e.Message}", new(path), expected: "a .pgen with its index inside, as plink2 --make-pgen writes"));
        }
    }

    private byte TypeOf(int record) => _header.Types is { } types ? types[record] : (byte)0;

    private byte[] ReadRecord(int record)
    {
        byte[] bytes = new byte[_header.Offsets[record + 1] - _header.Offsets[record]];
        int at = 0;
        while (at < bytes.Length)
        {
            int read = RandomAccess.Read(_handle, bytes.AsSpan(at), _header.Offsets[record] + at);
            at += read > 0 ? read : throw new InvalidDataException($"{File} was shortened while in use.");
        }

        return bytes;
    }

    /// <summary>Copies of one alternate allele by person, 3 for missing; fills dosages where they are asked for.</summary>
    private byte[] Copies(int variant, int record, int alternate, byte[] bytes, double[]? dosages)
    {
        try
        {
            byte type = TypeOf(record);
            var reader = new PgenReader(bytes);
            byte[] codes = Codes(record, type, ref reader);
            int alternates = _variants[variant].AlternateCount;
            byte[] copies = codes;
            if (alternates > 1)
            {
                copies = Multiallelic(type, ref reader, alternates, alternate, codes);
                if (dosages is not null)
                {
                    throw new InvalidDataException("dosages of multi-allelic variants are not supported");
                }
            }

            if (dosages is not null)
            {
                for (int i = 0; i < codes.Length; i++)
                {
                    dosages[i] = codes[i] == 3 ? double.NaN : codes[i];
                }

                PgenRecord.SkipPhase(type, ref reader, codes.Count(c => c == 1));
                PgenRecord.Dosages(_header.Mode == 0x03 ? (byte)0x40 : type, ref reader, dosages);
            }

            return copies;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File}: variant {record + 1} (byte {_header.Offsets[record]}) is damaged: {e.Message}."), e);
        }
    }

    private static byte[] Multiallelic(byte type, ref PgenReader reader, int alternates, int alternate, byte[] codes)
    {
        byte[] first = new byte[codes.Length];
        byte[] second = new byte[codes.Length];
        PgenRecord.Alleles(type, ref reader, alternates, codes, first, second);
        byte[] copies = new byte[codes.Length];
        for (int i = 0; i < copies.Length; i++)
        {
            copies[i] = first[i] == 255 ? (byte)3 : (byte)((first[i] == alternate ? 1 : 0) + (second[i] == alternate ? 1 : 0));
        }

        return copies;
    }

    private byte[] Codes(int record, byte type, ref PgenReader reader)
    {
        byte[] codes = new byte[_samples.Length];
        if (PgenRecord.IsDifference(type))
        {
            Base(record).CopyTo(codes, 0);
        }

        PgenRecord.HardCalls(type, ref reader, codes);
        return codes;
    }

    /// <summary>Hard calls of the last record before this one that is no difference; the last such record is kept.</summary>
    private byte[] Base(int record)
    {
        int at = record - 1;
        while (PgenRecord.IsDifference(_header.Types![at]))
        {
            at--;
        }

        var last = _lastBase;
        if (last is null || last.Record != at)
        {
            byte[] codes = new byte[_samples.Length];
            var reader = new PgenReader(ReadRecord(at));
            PgenRecord.HardCalls(TypeOf(at), ref reader, codes);
            _lastBase = last = new(at, codes);
        }

        return last.Codes;
    }

    private byte[] Checked(byte[] bytes, int needed, int record) =>
        bytes.Length >= needed ? bytes : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{File}: variant {record + 1} has {bytes.Length} bytes, {needed} are needed."));

    /// <summary>PLINK 2 codes (copies of ALT, 3 missing) to PLINK 1 codes, four people a byte: high bit = not h, low bit = not (h xor l).</summary>
    private static void Recode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            int high = (source[i] >> 1) & 0x55;
            int low = source[i] & 0x55;
            destination[i] = (byte)(((high ^ 0x55) << 1) | (high ^ low ^ 0x55));
        }
    }

    private static void Pack(ReadOnlySpan<byte> copies, Span<byte> packed)
    {
        packed.Clear();
        for (int i = 0; i < copies.Length; i++)
        {
            int code = copies[i] switch { 0 => 3, 1 => 2, 2 => 0, _ => 1 };
            packed[i >> 2] |= (byte)(code << ((i & 3) * 2));
        }
    }

    private sealed record DecodedRecord(int Record, byte[] Codes);
}
