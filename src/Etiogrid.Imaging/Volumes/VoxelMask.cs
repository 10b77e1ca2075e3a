using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Volumes;

/// <summary>Some voxels of a grid: where maps are compared voxel by voxel.</summary>
public sealed class VoxelMask
{
    private readonly int[] _voxels;
    private readonly int _columns;
    private readonly int _rows;
    private readonly Affine _affine;

    private VoxelMask(NiftiHeader grid, int[] voxels)
    {
        _voxels = voxels;
        (_columns, _rows) = (grid.Dimensions[0], grid.Dimensions[1]);
        _affine = grid.Affine;
    }

    /// <summary>Number of voxels.</summary>
    public int Count => _voxels.Length;

    /// <summary>Voxels in which every volume has a finite value other than its background.</summary>
    /// <param name="image">The image whose grid is used.</param>
    /// <param name="background">The background of a volume, or null for none.</param>
    public static VoxelMask OfValues(NiftiImage image, Func<int, double?> background)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(background);
        bool[] inside = [.. Enumerable.Repeat(true, (int)image.Header.VoxelsPerVolume)];
        for (int volume = 0; volume < image.VolumeCount; volume++)
        {
            double[] values = image.Volume(volume);
            double? outside = background(volume);
            for (int v = 0; v < values.Length; v++)
            {
                inside[v] &= double.IsFinite(values[v]) && values[v] != outside;
            }
        }

        return new(image.Header, [.. Enumerable.Range(0, inside.Length).Where(v => inside[v])]);
    }

    /// <summary>Of these voxels those at whose centre the first volume of another image is finite and not 0.</summary>
    public VoxelMask Within(NiftiImage mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        double[] values = Sample(mask, 0, Resampling.Nearest, 0);
        return new(this, [.. _voxels.Where((_, k) => double.IsFinite(values[k]))]);
    }

    /// <summary>Centres, voxels x 3, millimetres.</summary>
    public Matrix Coordinates()
    {
        var centres = new Matrix(Count, 3);
        for (int k = 0; k < Count; k++)
        {
            var (i, j, l) = Index(k);
            (centres[k, 0], centres[k, 1], centres[k, 2]) = _affine.Apply(i, j, l);
        }

        return centres;
    }

    /// <summary>Column, row and slice of a voxel, from 0.</summary>
    public (int I, int J, int K) Index(int position)
    {
        int v = _voxels[position];
        return (v % _columns, v / _columns % _rows, v / _columns / _rows);
    }

    /// <summary>Values of an image at the voxels' centres, through both affines; NaN outside the image and where it has its background.</summary>
    public double[] Sample(NiftiImage image, int volume, Resampling resampling, double? background)
    {
        ArgumentNullException.ThrowIfNull(image);
        var sampler = new VolumeSampler(image, volume, image.Header.Affine.Inverse().After(_affine), resampling, background);
        double[] values = new double[Count];
        for (int k = 0; k < values.Length; k++)
        {
            var (i, j, l) = Index(k);
            values[k] = sampler.At(i, j, l);
        }

        return values;
    }

    private VoxelMask(VoxelMask grid, int[] voxels)
    {
        (_columns, _rows, _affine) = (grid._columns, grid._rows, grid._affine);
        _voxels = voxels;
    }
}
