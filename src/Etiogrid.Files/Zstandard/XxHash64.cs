using System.Buffers.Binary;
using System.Numerics;

namespace Etiogrid.Files.Zstandard;

/// <summary>The 64-bit xxHash with seed 0 (github.com/Cyan4973/xxHash, xxhash_spec), whose low half closes a Zstandard frame.</summary>
internal sealed class XxHash64
{
    private const ulong P1 = 0x9E3779B185EBCA87, P2 = 0xC2B2AE3D27D4EB4F, P3 = 0x165667B19E3779F9, P4 = 0x85EBCA77C2B2AE63, P5 = 0x27D4EB2F165667C5;
    private readonly ulong[] _lanes = [unchecked(P1 + P2), P2, 0, unchecked(0 - P1)];
    private readonly byte[] _pending = new byte[32];
    private int _held;
    private ulong _total;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _total += (ulong)bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_held == 0 && bytes.Length >= 32)
            {
                Mix(bytes);
                bytes = bytes[32..];
                continue;
            }

            int taken = Math.Min(32 - _held, bytes.Length);
            bytes[..taken].CopyTo(_pending.AsSpan(_held));
            _held += taken;
            bytes = bytes[taken..];
            if (_held == 32)
            {
                Mix(_pending);
                _held = 0;
            }
        }
    }

    public ulong Value()
    {
        unchecked
        {
            ulong hash = P5;
            if (_total >= 32)
            {
                hash = BitOperations.RotateLeft(_lanes[0], 1) + BitOperations.RotateLeft(_lanes[1], 7) + BitOperations.RotateLeft(_lanes[2], 12) + BitOperations.RotateLeft(_lanes[3], 18);
                foreach (ulong lane in _lanes)
                {
                    hash = ((hash ^ Round(0, lane)) * P1) + P4;
                }
            }

            return Finish(hash + _total, _pending.AsSpan(0, _held));
        }
    }

    private static ulong Finish(ulong hash, ReadOnlySpan<byte> rest)
    {
        unchecked
        {
            for (; rest.Length >= 8; rest = rest[8..])
            {
                hash = (BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * P1) + P4;
            }

            if (rest.Length >= 4)
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * P1), 23) * P2) + P3;
                rest = rest[4..];
            }

            foreach (byte b in rest)
            {
                hash = BitOperations.RotateLeft(hash ^ (b * P5), 11) * P1;
            }

            hash = (hash ^ (hash >> 33)) * P2;
            hash = (hash ^ (hash >> 29)) * P3;
            return hash ^ (hash >> 32);
        }
    }

    private static ulong Round(ulong lane, ulong input) => unchecked(BitOperations.RotateLeft(lane + (input * P2), 31) * P1);

    private void Mix(ReadOnlySpan<byte> stripe)
    {
        for (int k = 0; k < 4; k++)
        {
            _lanes[k] = Round(_lanes[k], BinaryPrimitives.ReadUInt64LittleEndian(stripe[(8 * k)..]));
        }
    }
}
