using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Recordings;

/// <summary>Circular block bootstrap of volumes: blocks keep the autocorrelation of the signal (Politis and Romano 1992).</summary>
public static class BlockBootstrap
{
    /// <summary>As many volumes as the recording has, in blocks of consecutive ones; a block that passes the end goes on at the start.</summary>
    /// <param name="volumes">Volumes of the recording.</param>
    /// <param name="block">Volumes a block.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="draw">Which resample, from 0.</param>
    public static int[] Draw(int volumes, int block, ulong seed, int draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(volumes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block);
        var random = new Philox(seed, (ulong)draw);
        int[] result = new int[volumes];
        int start = 0;
        for (int t = 0; t < result.Length; t++)
        {
            start = t % block == 0 ? random.NextInt32(volumes) : start;
            result[t] = (start + (t % block)) % volumes;
        }

        return result;
    }
}
