namespace Etiogrid.Imaging.Volumes;

/// <summary>Reads a volume at the voxels of another grid.</summary>
internal sealed class VolumeSampler
{
    /// <summary>Rounding of affines stored as 32-bit floats must not push a point out of the volume.</summary>
    private const double Slack = 1e-4;

    private readonly double[] _values;
    private readonly int _nx;
    private readonly int _ny;
    private readonly int _nz;
    private readonly Affine _toVoxel;
    private readonly Resampling _resampling;

    public VolumeSampler(NiftiImage image, int volume, Affine toVoxel, Resampling resampling, double? background)
    {
        _values = image.Volume(volume);
        for (int v = 0; v < _values.Length && background is not null; v++)
        {
            _values[v] = _values[v] == background ? double.NaN : _values[v];
        }

        (_nx, _ny, _nz) = (image.Header.Dimensions[0], image.Header.Dimensions[1], image.Header.Dimensions[2]);
        _toVoxel = toVoxel;
        _resampling = resampling;
    }

    /// <summary>NaN outside.</summary>
    public double At(int i, int j, int k)
    {
        var (x, y, z) = _toVoxel.Apply(i, j, k);
        return _resampling == Resampling.Nearest
            ? Value(Math.Floor(x + 0.5), Math.Floor(y + 0.5), Math.Floor(z + 0.5))
            : Linear(x, y, z);
    }

    private double Linear(double x, double y, double z)
    {
        if (!Inside(ref x, _nx) || !Inside(ref y, _ny) || !Inside(ref z, _nz))
        {
            return double.NaN;
        }

        double x0 = Math.Floor(x);
        double y0 = Math.Floor(y);
        double z0 = Math.Floor(z);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            double dx = (corner & 1) == 0 ? 1 - (x - x0) : x - x0;
            double dy = (corner & 2) == 0 ? 1 - (y - y0) : y - y0;
            double dz = (corner & 4) == 0 ? 1 - (z - z0) : z - z0;
            double weight = dx * dy * dz;

            // A corner without weight may lie outside.
            sum += weight == 0 ? 0 : weight * Value(x0 + (corner & 1), y0 + ((corner >> 1) & 1), z0 + (corner >> 2));
        }

        return sum;
    }

    private static bool Inside(ref double x, int n)
    {
        if (!(x >= -Slack && x <= n - 1 + Slack))
        {
            return false;
        }

        x = Math.Clamp(x, 0, n - 1);
        return true;
    }

    private double Value(double x, double y, double z) =>
        x >= 0 && y >= 0 && z >= 0 && x < _nx && y < _ny && z < _nz ? _values[(int)x + (_nx * ((int)y + (_ny * (int)z)))] : double.NaN;
}
