namespace Etiogrid.Inference.Networks;

/// <summary>What a query would take.</summary>
/// <param name="Variables">Variables to eliminate.</param>
/// <param name="LargestTable">Cells of the largest table.</param>
/// <param name="TotalCells">Cells of all tables and messages.</param>
public sealed record NetworkForecast(int Variables, double LargestTable, double TotalCells)
{
    private const double SecondsPerCell = 1e-8;

    /// <summary>Bytes of all tables.</summary>
    public double Bytes => TotalCells * sizeof(double);

    /// <summary>Roughly, on one core of 2020: both passes touch every cell a few times.</summary>
    public double Seconds => TotalCells * SecondsPerCell;
}
