namespace Etiogrid.Inference.Networks;

/// <summary>What a query would take.</summary>
/// <param name="Variables">Variables to eliminate.</param>
/// <param name="LargestTable">Cells of the largest table.</param>
/// <param name="TotalCells">Cells of all tables and messages: the work.</param>
/// <param name="HeldCells">Cells held at one time: the largest table and the messages.</param>
public sealed record NetworkForecast(int Variables, double LargestTable, double TotalCells, double HeldCells)
{
    private const double SecondsPerCell = 2.5e-8;

    /// <summary>Bytes held at one time.</summary>
    public double Bytes => HeldCells * sizeof(double);

    /// <summary>Roughly, on one core of 2020: 1.2e-8 to 2.7e-8 s a cell were measured on networks of 4e7 to 5e8 cells, planning included.</summary>
    public double Seconds => TotalCells * SecondsPerCell;
}
