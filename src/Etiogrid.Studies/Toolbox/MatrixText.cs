using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Matrices as TSV text: names in header and first column unless bare, shortest round-trip numbers, LF.</summary>
internal static class MatrixText
{
    /// <summary>The same text as UTF-8 for a file: numbers go straight to bytes, which halves the time of a matrix of 400 regions.</summary>
    public static ReadOnlyMemory<byte> Bytes(IReadOnlyList<string> rows, IReadOnlyList<string> columns, Matrix values, bool bare)
    {
        var text = new ArrayBufferWriter<byte>((values.Values.Length * 22) + 1024);
        if (!bare)
        {
            text.Write(Encoding.UTF8.GetBytes("name\t" + string.Join('\t', columns) + "\n"));
        }

        for (int i = 0; i < values.Rows; i++)
        {
            if (!bare)
            {
                text.Write(Encoding.UTF8.GetBytes(rows[i] + "\t"));
            }

            var row = values.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                var space = text.GetSpan(40);
                int length = 0;
                if (double.IsNaN(row[j]))
                {
                    "n/a"u8.CopyTo(space);
                    length = 3;
                }
                else if (!row[j].TryFormat(space, out length, "R", CultureInfo.InvariantCulture))
                {
                    throw new InvalidOperationException("A number has at most 24 characters.");
                }

                space[length] = j == row.Length - 1 ? (byte)'\n' : (byte)'\t';
                text.Advance(length + 1);
            }
        }

        return text.WrittenMemory;
    }

    /// <summary>A .npy file of version 1: little-endian doubles, row by row; names are lost, missing values are NaN.</summary>
    public static ReadOnlyMemory<byte> Npy(Matrix values)
    {
        string header = FormattableString.Invariant($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Rows}, {values.Columns}), }}");
        int length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        byte[] file = new byte[10 + length + (8 * values.Values.Length)];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n", file.AsSpan(10));
        for (int k = 0; k < values.Values.Length; k++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(10 + length + (8 * k)), values.Values[k]);
        }

        return file;
    }

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
