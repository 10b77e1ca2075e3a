namespace Etiogrid.Core.Regions;

/// <summary>A point in MNI space, millimetres, x to the right, y to the front, z up.</summary>
public readonly record struct Coordinate(double X, double Y, double Z)
{
    /// <summary>Straight-line distance in millimetres.</summary>
    public double DistanceTo(Coordinate other)
    {
        double dx = X - other.X;
        double dy = Y - other.Y;
        double dz = Z - other.Z;
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }
}
