using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Structural matrices.</content>
public static partial class ConnectomeTools
{
    /// <summary>A structural matrix made symmetric and comparable, a group's consensus, or (with a functional matrix) the coupling of each region.</summary>
    public static Parsed<string> Structural(ConnectomeStructuralOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return StructuralMatrices(options).Then(people => Normalised(options, people).Then(weights => options.Functional is null
            ? Parsed.Of(MatrixText.Write(people[0].RowNames, people[0].RowNames, weights, options.Bare))
            : GraphReader.Read(options.Functional).Then(function => Coupled(options.Functional, people[0], weights, function))));
    }

    private static Parsed<IReadOnlyList<NamedMatrix>> StructuralMatrices(ConnectomeStructuralOptions options)
    {
        var bag = new DiagnosticBag();
        List<NamedMatrix> people = [];
        if (options.Matrices.Count > 1 && options.Consensus is null)
        {
            bag.Add(Diagnostic.Error("E694", "Several people have one network only by consensus", Place.Nowhere, $"{options.Matrices.Count} matrices", "one matrix, or --consensus SHARE", "Run them one by one, or pass --consensus"));
        }

        foreach (string path in options.Matrices)
        {
            var read = MatrixFile.Read(path).Then(file => GraphReader.Check(path, Symmetric(file, options.Symmetrize))).Then(file => NotNegative(path, file));
            bag.AddRange(read.Diagnostics);
            if (!read.TryGetValue(out var matrix))
            {
                continue;
            }

            people.Add(matrix);
            if (!matrix.RowNames.SequenceEqual(people[0].RowNames, StringComparer.Ordinal))
            {
                bag.Add(Diagnostic.Error("E644", "The regions differ from those of the first matrix", new(path), $"{matrix.RowNames.Count} regions", $"the {people[0].RowNames.Count} of {options.Matrices[0]}", "Use matrices of one parcellation"));
            }
        }

        return bag.Finish<IReadOnlyList<NamedMatrix>>(() => people);
    }

    /// <summary>Tractography seeds both ends: the two directions of a pair are two measurements of one connection.</summary>
    private static NamedMatrix Symmetric(NamedMatrix file, string how)
    {
        if (how == "none" || file.Values.Rows != file.Values.Columns)
        {
            return file;
        }

        var both = file.Values.Clone();
        for (int i = 0; i < both.Rows; i++)
        {
            for (int j = 0; j < both.Columns; j++)
            {
                double a = file.Values[i, j];
                double b = file.Values[j, i];
                both[i, j] = how == "max" ? Math.Max(a, b) : 0.5 * (a + b);
            }
        }

        return new(file.RowNames, file.ColumnNames, both);
    }

    private static Parsed<NamedMatrix> NotNegative(string path, NamedMatrix file)
    {
        int bad = Array.FindIndex(file.Values.Values, v => v < 0);
        return bad < 0
            ? Parsed.Of(file)
            : Parsed.Failed<NamedMatrix>(Diagnostic.Error("E690", "A structural weight is negative", new(path, (bad / file.Values.Columns) + 1, file.ColumnNames[bad % file.Values.Columns]), Cell.Format(file.Values.Values[bad]), "streamline counts or weights of 0 or more", "For functional matrices use connectome graph --signed"));
    }

    private static Parsed<Matrix> Normalised(ConnectomeStructuralOptions options, IReadOnlyList<NamedMatrix> people)
    {
        return Scales(options, people[0].RowNames).Then(scale =>
        {
            Matrix[] each = [.. people.Select(p => options.Normalize switch
            {
                "density" => StructuralConnectivity.Density(p.Values, scale.Volumes, scale.Lengths),
                "log" => StructuralConnectivity.Logarithm(p.Values),
                "max" => StructuralConnectivity.PerLargest(p.Values),
                _ => p.Values,
            })];
            int lost = Array.FindIndex(each, m => m.Values.Any(double.IsNaN));
            return lost >= 0
                ? Parsed.Failed<Matrix>(Diagnostic.Error("E693", "A connection with a weight has no length", new(options.Lengths), $"0 or n/a for a connection of {options.Matrices[lost]}", "a length above 0", "Give lengths for every connection, or leave --lengths out"))
                : Parsed.Of(options.Consensus is { } share ? StructuralConnectivity.Consensus(each, share) : each[0]);
        });
    }

    /// <summary>Volumes and lengths in the order of the regions. Errors: E691 a region without a positive volume, E692 lengths of other regions or without a positive length where there is a weight.</summary>
    private static Parsed<(double[] Volumes, Matrix? Lengths)> Scales(ConnectomeStructuralOptions options, IReadOnlyList<string> regions)
    {
        if (options.Normalize != "density")
        {
            return Parsed.Of<(double[], Matrix?)>(([], null));
        }

        return MatrixFile.Read(options.Volumes!).Then(table =>
        {
            var bag = new DiagnosticBag();
            bool named = regions.Any(r => table.RowNames.Contains(r));
            int[] rows = [.. regions.Select((r, i) => named ? table.RowNames.ToList().IndexOf(r) : i)];
            double[] volumes = [.. rows.Select(i => i >= 0 && i < table.Values.Rows ? table.Values[i, 0] : double.NaN)];
            foreach (int i in Enumerable.Range(0, regions.Count).Where(i => !(volumes[i] > 0 && double.IsFinite(volumes[i]))))
            {
                bag.Add(Diagnostic.Error("E691", "The region has no positive volume", new(options.Volumes, rows[i] >= 0 ? rows[i] + 1 : null), Cell.Format(volumes[i]), $"a number above 0 for {regions[i]}"));
            }

            return bag.Finish(() => volumes);
        }).Then(volumes => options.Lengths is null
            ? Parsed.Of<(double[], Matrix?)>((volumes, null))
            : GraphReader.Read(options.Lengths).Then(lengths => CheckLengths(options, regions, lengths)).Select(lengths => (volumes, (Matrix?)lengths)));
    }

    private static Parsed<Matrix> CheckLengths(ConnectomeStructuralOptions options, IReadOnlyList<string> regions, NamedMatrix lengths)
    {
        var bag = new DiagnosticBag();
        if (!lengths.RowNames.SequenceEqual(regions, StringComparer.Ordinal))
        {
            bag.Add(Diagnostic.Error("E692", "The lengths do not fit the matrix", new(options.Lengths), $"{lengths.RowNames.Count} regions", $"the {regions.Count} of the matrix"));
            return bag.Fail<Matrix>();
        }

        for (int i = 0; i < regions.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!(lengths.Values[i, j] > 0))
                {
                    // A connection that nobody has may well have no length; the density of such a pair is 0 all the same.
                    lengths.Values[i, j] = lengths.Values[j, i] = double.NaN;
                }
            }
        }

        return bag.Finish(() => lengths.Values);
    }

    private static Parsed<string> Coupled(string path, NamedMatrix structure, Matrix weights, NamedMatrix function)
    {
        if (!function.RowNames.SequenceEqual(structure.RowNames, StringComparer.Ordinal))
        {
            return Parsed.Failed<string>(Diagnostic.Error("E644", "The regions differ from those of the first matrix", new(path), $"{function.RowNames.Count} regions", $"the {structure.RowNames.Count} of the structural matrix", "Use matrices of one parcellation"));
        }

        var table = new Table("name", "coupling", "n_connections");
        foreach (var (name, (coupling, connections)) in structure.RowNames.Zip(StructuralConnectivity.Coupling(weights, function.Values)))
        {
            table.Add(name, coupling, connections);
        }

        return Parsed.Of(table.ToTsv());
    }
}
