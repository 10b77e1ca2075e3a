using System.Text;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Matrices as TSV text: names in header and first column unless bare, shortest round-trip numbers, LF.</summary>
internal static class MatrixText
{
    public static string Write(IReadOnlyList<string> rows, IReadOnlyList<string> columns, Matrix values, bool bare)
    {
        var text = new StringBuilder(values.Values.Length * 20);
        if (!bare)
        {
            text.Append("name\t").AppendJoin('\t', columns).Append('\n');
        }

        for (int i = 0; i < values.Rows; i++)
        {
            if (!bare)
            {
                text.Append(rows[i]).Append('\t');
            }

            var row = values.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                text.Append(j == 0 ? "" : "\t").Append(Cell.Format(row[j]));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
