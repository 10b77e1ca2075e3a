namespace Etiogrid.Imaging.Parcellated;

/// <summary>One place of a dense CIFTI file: a vertex of a surface, or a voxel.</summary>
/// <param name="Structure">CIFTI's name of the structure without its prefix, for example CORTEX_LEFT.</param>
/// <param name="Vertex">Vertex number from 0; -1 for a voxel.</param>
/// <param name="I">Voxel index, 0 for a vertex.</param>
/// <param name="J">Voxel index, 0 for a vertex.</param>
/// <param name="K">Voxel index, 0 for a vertex.</param>
public readonly record struct Grayordinate(string Structure, int Vertex, int I, int J, int K)
{
    /// <summary>Structure and vertex, or structure and voxel indices: CORTEX_LEFT_12, THALAMUS_LEFT_40_51_36.</summary>
    public string Name => Vertex >= 0 ? $"{Structure}_{Vertex}" : $"{Structure}_{I}_{J}_{K}";
}
