namespace Etiogrid.Imaging.Atlases;

/// <summary>What a pack's manifest says of one map.</summary>
/// <param name="Name">Name, unique in the pack.</param>
/// <param name="Kind">pet, gene, cell, microstructure, meg or other.</param>
/// <param name="Target">What the map is of (receptor, gene, cell type, band); maps of one target are combined.</param>
/// <param name="Tracer">Tracer, probe or contrast; empty where the manifest gives none.</param>
/// <param name="N">People or donors, at least 1; the weight of the map within its target.</param>
/// <param name="Age">Mean age, years, or null.</param>
/// <param name="Space">Space and parcellation of the regions.</param>
/// <param name="Citation">Where the map comes from.</param>
/// <param name="Licence">Under which terms it may be used.</param>
/// <param name="File">File in the pack's folder.</param>
/// <param name="Column">Column of that file; empty for a file of one map.</param>
/// <param name="Sha256">SHA-256 of the file; empty where the manifest gives none.</param>
public sealed record AtlasMap(
    string Name, string Kind, string Target, string Tracer, int N, double? Age, string Space, string Citation, string Licence, string File, string Column, string Sha256);
