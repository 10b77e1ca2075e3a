using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Imaging.Volumes;

/// <summary>A parcellation as an image of region numbers; 0 is background.</summary>
public sealed class LabelVolume
{
    private readonly NiftiImage _image;
    private readonly Dictionary<long, List<int>> _voxels;

    private LabelVolume(NiftiImage image, Dictionary<long, List<int>> voxels)
    {
        _image = image;
        _voxels = voxels;
    }

    /// <summary>Region numbers present, ascending.</summary>
    public IReadOnlyList<long> Labels => [.. _voxels.Keys.Order()];

    /// <summary>Takes the first volume of an image. Error E337: voxels that are not whole numbers.</summary>
    public static Parsed<LabelVolume> From(NiftiImage image, string file)
    {
        ArgumentNullException.ThrowIfNull(image);
        double[] values = image.Volume(0);
        var voxels = new Dictionary<long, List<int>>();
        for (int i = 0; i < values.Length; i++)
        {
            double rounded = Math.Round(values[i]);
            if (!(Math.Abs(values[i] - rounded) <= 1e-3) || Math.Abs(rounded) > 1e15)
            {
                return Parsed.Failed<LabelVolume>(Diagnostic.Error("E337", "A voxel of the label image is no region number", new(file), values[i].ToString("R", CultureInfo.InvariantCulture), "whole numbers", "Use the label image, not a probability map or a linearly resampled one"));
            }

            if (rounded != 0)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(voxels, (long)rounded, out _) ??= [];
                voxels[(long)rounded].Add(i);
            }
        }

        return Parsed.Of(new LabelVolume(image, voxels));
    }

    /// <summary>Voxels of a region; 0 where it is not in the image.</summary>
    public int CountOf(long label) => _voxels.TryGetValue(label, out var list) ? list.Count : 0;

    /// <summary>
    /// Means of one volume of an image over the regions: the image is read at the centre of every label voxel, through both affines,
    /// so the images may differ in voxel size, extent and handedness.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="volume">Which volume.</param>
    /// <param name="labels">Regions wanted.</param>
    /// <param name="resampling">How to read between voxels.</param>
    /// <param name="background">Voxels of exactly this value are not covered; null for none.</param>
    public RegionMean[] Means(NiftiImage image, int volume, IReadOnlyList<long> labels, Resampling resampling, double? background = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(labels);
        var sampler = new VolumeSampler(image, volume, image.Header.Affine.Inverse().After(_image.Header.Affine), resampling, background);
        var means = new RegionMean[labels.Count];
        int columns = _image.Header.Dimensions[0];
        int rows = _image.Header.Dimensions[1];
        for (int r = 0; r < means.Length; r++)
        {
            double sum = 0;
            int covered = 0;
            var voxels = _voxels.TryGetValue(labels[r], out var list) ? list : [];
            foreach (int v in voxels)
            {
                double value = sampler.At(v % columns, v / columns % rows, v / columns / rows);
                if (double.IsFinite(value))
                {
                    sum += value;
                    covered++;
                }
            }

            means[r] = new(covered == 0 ? double.NaN : sum / covered, voxels.Count == 0 ? double.NaN : covered / (double)voxels.Count);
        }

        return means;
    }
}
