namespace Etiogrid.Core.Regions;

/// <summary>One region of a parcellation.</summary>
/// <param name="Name">Unique name within the parcellation; regions are matched by name, never by row.</param>
/// <param name="Hemisphere">Side.</param>
/// <param name="Centre">Centre of mass in MNI millimetres, or null where it is not known.</param>
/// <param name="Network">Large-scale network, where the table names one.</param>
public sealed record Region(string Name, Hemisphere Hemisphere, Coordinate? Centre, string? Network);
