using Etiogrid.Connectome.Cleaning;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Motion;

/// <summary>
/// Displacements from the tables that others leave: fMRIPrep's confounds and XCP-D's motion table (<c>trans_x … rot_z</c> in mm and radians,
/// or ready <c>framewise_displacement</c> and <c>rmsd</c>), or six columns of any names in that order.
/// </summary>
/// <param name="Power">Framewise displacement in mm.</param>
/// <param name="Jenkinson">Root mean square displacement in mm; null where the table has no parameters and no <c>rmsd</c>.</param>
public sealed record MotionTable(double[] Power, double[]? Jenkinson)
{
    /// <summary>Reads a table. Errors: E667 no motion in the table, E668 a value is missing after the first volume.</summary>
    /// <param name="path">File.</param>
    /// <param name="radius">Radius of the head in mm for rotations.</param>
    public static Parsed<MotionTable> Read(string path, double radius = 50) => MatrixFile.Read(path).Then(table => Of(path, table, radius));

    private static Parsed<MotionTable> Of(string path, NamedMatrix table, double radius)
    {
        var bag = new DiagnosticBag();
        double[]? ready = Column(path, table, "framewise_displacement", bag);
        double[]? squares = Column(path, table, "rmsd", bag);
        var parameters = Parameters(path, table, bag);
        if (ready is null && parameters is null && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E667", "The table has no head motion", new(path, 1), $"{table.ColumnNames.Count} columns", "framewise_displacement, or trans_x trans_y trans_z rot_x rot_y rot_z", "Pass fMRIPrep's confounds or XCP-D's motion table"));
        }

        return bag.Finish(() => new MotionTable(
            parameters is null ? ready! : HeadMotion.FramewiseDisplacement(parameters, radius),
            parameters is null ? squares : HeadMotion.RootMeanSquareDisplacement(parameters)));
    }

    private static Matrix? Parameters(string path, NamedMatrix table, DiagnosticBag bag)
    {
        bool named = ConfoundStrategy.MotionNames.All(n => table.ColumnNames.Contains(n));
        if (!named && table.ColumnNames.Count != 6)
        {
            return null;
        }

        var result = new Matrix(table.Values.Rows, 6);
        for (int k = 0; k < 6; k++)
        {
            double[]? column = Column(path, table, named ? ConfoundStrategy.MotionNames[k] : table.ColumnNames[k], bag);
            for (int t = 0; column is not null && t < result.Rows; t++)
            {
                result[t, k] = column[t];
            }
        }

        return result;
    }

    /// <summary>A column by name or null; its first cell may be missing, as differences have none, and counts as 0.</summary>
    private static double[]? Column(string path, NamedMatrix table, string name, DiagnosticBag bag)
    {
        int at = table.ColumnNames.ToList().IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        double[] column = table.Values.Column(at);
        for (int t = 0; t < column.Length; t++)
        {
            if (double.IsNaN(column[t]) && t > 0)
            {
                bag.Add(Diagnostic.Error("E668", "The motion value is missing", new(path, t + 2, name), "n/a", "a number in every volume but the first"));
            }

            column[t] = double.IsNaN(column[t]) ? 0 : column[t];
        }

        return column;
    }
}
