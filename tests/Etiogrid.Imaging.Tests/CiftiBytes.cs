using System.Text;

namespace Etiogrid.Imaging.Tests;

/// <summary>Writes small CIFTI-2 files: a NIfTI-2 file with an XML extension, from the standard's tables.</summary>
internal static class CiftiBytes
{
    public const string Scalars = "<MatrixIndicesMap AppliesToMatrixDimension=\"0\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_SCALARS\"><NamedMap><MapName>myelin</MapName></NamedMap><NamedMap><MapName>thickness</MapName></NamedMap></MatrixIndicesMap>";

    public const string Labels = "<MatrixIndicesMap AppliesToMatrixDimension=\"0\" IndicesMapToDataType=\"CIFTI_INDEX_TYPE_LABELS\"><NamedMap><MapName>parts</MapName><LabelTable><Label Key=\"0\">???</Label><Label Key=\"1\">Front</Label><Label Key=\"2\">Back</Label></LabelTable></NamedMap></MatrixIndicesMap>";

    /// <summary>Vertices of the left cortex, then voxels of the left thalamus, in a space of 2 mm.</summary>
    public static string Places(int[] vertices, params int[] voxels) => $"""
        <MatrixIndicesMap AppliesToMatrixDimension="1" IndicesMapToDataType="CIFTI_INDEX_TYPE_BRAIN_MODELS">
        <Volume VolumeDimensions="9,9,9"><TransformationMatrixVoxelIndicesIJKtoXYZ MeterExponent="-3">-2 0 0 10 0 2 0 -8 0 0 2 -6 0 0 0 1</TransformationMatrixVoxelIndicesIJKtoXYZ></Volume>
        <BrainModel IndexOffset="{vertices.Length}" IndexCount="{voxels.Length / 3}" BrainStructure="CIFTI_STRUCTURE_THALAMUS_LEFT" ModelType="CIFTI_MODEL_TYPE_VOXELS"><VoxelIndicesIJK>{string.Join(' ', voxels)}</VoxelIndicesIJK></BrainModel>
        <BrainModel IndexOffset="0" IndexCount="{vertices.Length}" BrainStructure="CIFTI_STRUCTURE_CORTEX_LEFT" ModelType="CIFTI_MODEL_TYPE_SURFACE" SurfaceNumberOfVertices="100"><VertexIndices>{string.Join(' ', vertices)}</VertexIndices></BrainModel>
        </MatrixIndicesMap>
        """;

    public static byte[] File(int[] size, string maps, params double[] values)
    {
        byte[] plain = new NiftiBytes { Version = 2, Dimensions = [1, 1, 1, 1, size[0], size[1]], Data = NiftiBytes.Voxels(16, true, values), Sform = null }.ToArray();
        byte[] xml = Encoding.UTF8.GetBytes($"<CIFTI Version=\"2\"><Matrix>{maps}</Matrix></CIFTI>");
        int padded = (xml.Length + 8 + 15) / 16 * 16;
        byte[] file = new byte[544 + padded + (plain.Length - 544)];
        plain.AsSpan(0, 540).CopyTo(file);
        file[540] = 1;
        BitConverter.TryWriteBytes(file.AsSpan(544), padded);
        BitConverter.TryWriteBytes(file.AsSpan(548), 32);
        xml.CopyTo(file, 552);
        BitConverter.TryWriteBytes(file.AsSpan(168), (long)(544 + padded));
        plain.AsSpan(544).CopyTo(file.AsSpan(544 + padded));
        return file;
    }
}
