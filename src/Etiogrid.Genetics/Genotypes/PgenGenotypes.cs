using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>PLINK 2 binary genotypes: <c>.pgen</c> with its <c>.pvar</c> (or <c>.pvar.zst</c>) and <c>.psam</c>; hard calls, multi-allelic calls and unphased dosages.</summary>
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
        HardCallsOnly = header.Types is { } types ? !Array.Exists(types, t => (t & 0x60) != 0) : !header.HasDosages(0);
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

        string variants = !System.IO.File.Exists(prefix + ".pvar") && System.IO.File.Exists(prefix + ".pvar.zst") ? prefix + ".pvar.zst" : prefix + ".pvar";
        return PlinkTextTables.ReadPvar(variants).Then(records => PlinkTextTables.ReadPsam(prefix + ".psam").Then(samples => Create(path, records, samples)));
    }

    /// <summary>A PLINK 1 .bed is a valid .pgen of mode 01; it needs the .pvar to know its variants.</summary>
    private static bool IsBed(SafeFileHandle handle)
    {
        Span<byte> start = stackalloc byte[3];
        return RandomAccess.Read(handle, start, 0) == 3 && start[0] == 0x6C && start[1] == 0x1B && start[2] == PgenHeader.BedMode;
    }

    /// <inheritdoc/>
    public bool TryReadHardCalls(int variant, Span<byte> packed)
    {
        var (record, alternate) = _places[variant];
        if (_header.HasDosages(record))
        {
            return false;
        }

        byte[] bytes = ReadRecord(record);
        if (_variants[variant].AlternateCount == 1 && (_header.TypeOf(record) & 15) == 0)
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
        double[]? fractional = _header.HasDosages(record) ? new double[_samples.Length] : null;
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
            if (IsBed(handle))
            {
                handle.Dispose();
                return BedGenotypes.Create(path, VariantList.Of(SplitRecords.Of(records).Variants), samples);
            }

            var header = PgenHeader.Read(handle);
            if (header.Variants == records.Count && header.People == samples.Length)
            {
                int unknown = Enumerable.Range(0, records.Count).FirstOrDefault(r => header.HasDosages(r) && records[r].Alternates.Length > 1, -1);
                if (unknown < 0)
                {
                    return Parsed.Of<IGenotypeSource>(new PgenGenotypes(path, handle, header, records, samples));
                }

                handle.Dispose();
                return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E402", "Dosages of multi-allelic variants are not supported: the format does not define them yet", new(path), string.Create(CultureInfo.InvariantCulture, $"variant {unknown + 1}, {records[unknown].Id}"), "hard calls, or one alternate allele", "Split the record (bcftools norm -m-) before plink2 --make-pgen"));
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
            byte type = _header.TypeOf(record);
            var reader = new PgenReader(bytes);
            byte[] codes = Codes(record, type, ref reader);
            int alternates = _variants[variant].AlternateCount;
            byte[] copies = codes;
            if (alternates > 1)
            {
                copies = Multiallelic(type, ref reader, alternates, alternate, codes);
            }
            else if ((type & 8) != 0)
            {
                throw new InvalidDataException("the record names several alternate alleles, the .pvar one");
            }

            if (dosages is not null)
            {
                for (int i = 0; i < codes.Length; i++)
                {
                    dosages[i] = codes[i] == 3 ? double.NaN : codes[i];
                }

                PgenRecord.SkipPhase(type, ref reader, codes.Count(c => c == 1));
                PgenRecord.Dosages(type, ref reader, dosages);
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
            PgenRecord.HardCalls(_header.TypeOf(at), ref reader, codes);
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
