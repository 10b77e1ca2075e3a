using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Tests;

/// <summary>Matrices of the shared folder.</summary>
internal static class Reference
{
    public static Matrix Matrix(string relative)
    {
        var parsed = MatrixFile.Read(SharedData.Require(relative));
        Assert.True(parsed.HasValue, parsed.HasValue ? "" : parsed.Diagnostics[0].ToString());
        return parsed.Value.Values;
    }

    public static string[] Numbered(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];

    public static AtlasSet Atlas(Matrix values, string[]? names = null)
    {
        var table = new NamedMatrix(Numbered("region", values.Rows), names ?? Numbered("atlas", values.Columns), values);
        return AtlasSet.From(table, "atlas").Value;
    }

    public static RegionGeometry Schaefer100() =>
        RegionGeometry.FromDistances(Matrix("reference/moran/schaefer100/distance.csv"), "distance.csv").Value;
}
