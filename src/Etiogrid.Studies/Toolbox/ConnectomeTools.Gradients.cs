using System.Globalization;
using Etiogrid.Connectome.Gradients;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Connectome.Reliability;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

/// <content>Gradients, agreement of partitions, fingerprints.</content>
public static partial class ConnectomeTools
{
    /// <summary>
    /// Gradients of each matrix: one row a region, columns <c>name gradient_1 …</c>, with several matrices also <c>matrix</c> in front; or, on
    /// request, one row a gradient with its eigenvalue.
    /// </summary>
    public static Parsed<Table> Gradients(ConnectomeGradientsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var bag = new DiagnosticBag();
        List<NamedMatrix> matrices = [];
        foreach (string path in options.Matrices)
        {
            var read = GraphReader.ReadWithDiagonal(path);
            bag.AddRange(read.Diagnostics);
            if (read.TryGetValue(out var matrix))
            {
                matrices.Add(matrix);
                CheckGradientInput(path, matrix, matrices[0], options, bag);
            }
        }

        return bag.Finish(() => GradientTable(options, matrices));
    }

    /// <summary>Agreement of partitions. Columns of the file are partitions, rows are nodes. Measures: agreement, vi, mi, consensus.</summary>
    public static Parsed<Table> Agreement(string partitions, string measure, double threshold, int runs, ulong seed, int threads)
    {
        return MatrixFile.Read(partitions).Then(file =>
        {
            var bag = new DiagnosticBag();
            for (int k = 0; k < file.Values.Values.Length; k++)
            {
                double label = file.Values.Values[k];
                if (label != Math.Floor(label) || Math.Abs(label) > int.MaxValue)
                {
                    bag.Add(Diagnostic.Error("E642", "A module label must be a whole number", new(partitions, (k / file.Values.Columns) + 1, file.ColumnNames[k % file.Values.Columns]), Cell.Format(label)));
                }
            }

            return bag.Finish(() => AgreementTable(file, measure, threshold, runs, seed, threads));
        });
    }

    /// <summary>Identification of people across two sessions: one row with rates, self and other similarity, and their difference.</summary>
    public static Parsed<Table> Fingerprint(string session1, string session2)
    {
        return MatrixFile.Read(session1).Then(first => MatrixFile.Read(session2).Then(second =>
        {
            bool named = first.RowNames.Any(n => !Cell.TryNumber(n, out _));
            var shared = named ? [.. first.RowNames.Intersect(second.RowNames, StringComparer.Ordinal)] : first.RowNames;
            var bag = new DiagnosticBag();
            if (first.Values.Columns != second.Values.Columns || (!named && first.Values.Rows != second.Values.Rows) || shared.Count < 2)
            {
                bag.Add(Diagnostic.Error("E643", "The sessions do not fit each other", new(session2), $"{second.Values.Rows} x {second.Values.Columns}, {shared.Count} people in both", $"{first.Values.Rows} x {first.Values.Columns}, at least 2 people in both"));
                return bag.Fail<Table>();
            }

            var one = named ? Rows(first, shared) : first.Values;
            var two = named ? Rows(second, shared) : second.Values;
            CheckProfiles(session1, shared, one, bag);
            CheckProfiles(session2, shared, two, bag);
            return bag.Finish(() => FingerprintTable(Etiogrid.Connectome.Reliability.Fingerprint.Compute(one, two)));
        }));
    }

    private static void CheckGradientInput(string path, NamedMatrix matrix, NamedMatrix first, ConnectomeGradientsOptions options, DiagnosticBag bag)
    {
        if (!matrix.RowNames.SequenceEqual(first.RowNames, StringComparer.Ordinal))
        {
            bag.Add(Diagnostic.Error("E644", "The regions differ from those of the first matrix", new(path), $"{matrix.RowNames.Count} regions", $"the {first.RowNames.Count} of the first"));
        }

        if (options.Gradients.Components >= matrix.RowNames.Count)
        {
            bag.Add(Diagnostic.Error("E645", "There are more components than the matrix has", new(path), $"{options.Gradients.Components} components", $"fewer than {matrix.RowNames.Count}", "Pass a smaller --components"));
            return;
        }

        if (options.Gradients.Method == EmbeddingMethod.PrincipalComponents)
        {
            return;
        }

        var (lonely, parts) = ConnectivityGradients.Pieces(matrix.Values, options.Gradients);
        foreach (int region in lonely)
        {
            bag.Add(Diagnostic.Error("E648", "The region is similar to no other, so it has no place on a gradient", new(path, region + 1, matrix.RowNames[region]), fix: "Leave the region out, or pass a smaller --sparsity"));
        }

        if (parts > 1 && lonely.Count == 0)
        {
            bag.Add(Diagnostic.Warning("E649", "The affinity falls into separate pieces; the first gradients tell the pieces apart", new(path), $"{parts} pieces", "1", "Pass a smaller --sparsity"));
        }
    }

    private static Table GradientTable(ConnectomeGradientsOptions options, List<NamedMatrix> matrices)
    {
        List<ConnectivityGradients> found = [.. matrices.Select(m => ConnectivityGradients.Compute(m.Values, options.Gradients))];
        IReadOnlyList<Matrix> maps = [.. found.Select(f => f.Maps)];
        maps = options.Align ? Procrustes.AlignToMean(maps) : maps;
        bool several = matrices.Count > 1;
        if (options.Eigenvalues)
        {
            return EigenvalueTable(options, found);
        }

        string[] columns = [.. Enumerable.Range(1, options.Gradients.Components).Select(c => string.Create(CultureInfo.InvariantCulture, $"gradient_{c}"))];
        var table = new Table([.. several ? (string[])["matrix"] : [], "name", .. columns]);
        for (int k = 0; k < matrices.Count; k++)
        {
            object?[] lead = several ? [options.Matrices[k]] : [];
            for (int i = 0; i < maps[k].Rows; i++)
            {
                table.Add([.. lead, matrices[k].RowNames[i], .. maps[k].Row(i).ToArray().Cast<object?>()]);
            }
        }

        return table;
    }

    private static Table EigenvalueTable(ConnectomeGradientsOptions options, List<ConnectivityGradients> found)
    {
        var table = new Table("matrix", "gradient", "eigenvalue");
        for (int k = 0; k < found.Count; k++)
        {
            for (int c = 0; c < found[k].Eigenvalues.Count; c++)
            {
                table.Add(options.Matrices[k], c + 1, found[k].Eigenvalues[c]);
            }
        }

        return table;
    }

    private static Table AgreementTable(NamedMatrix file, string measure, double threshold, int runs, ulong seed, int threads)
    {
        IReadOnlyList<int>[] partitions = [.. Enumerable.Range(0, file.Values.Columns).Select(p => (IReadOnlyList<int>)[.. file.Values.Column(p).Select(v => (int)v)])];
        if (measure == "agreement")
        {
            return MatrixTable(file.RowNames, PartitionAgreement.Counts(partitions));
        }

        if (measure == "consensus")
        {
            var consensus = PartitionAgreement.Consensus(partitions, threshold, runs, seed, threads);
            var table = new Table("name", "module", "q");
            for (int i = 0; i < file.RowNames.Count; i++)
            {
                table.Add(file.RowNames[i], consensus.Labels[i], consensus.Quality);
            }

            return table;
        }

        var pairs = new Matrix(partitions.Length, partitions.Length);
        for (int i = 0; i < partitions.Length; i++)
        {
            for (int j = 0; j < partitions.Length; j++)
            {
                var (variation, mutual) = PartitionAgreement.Compare(partitions[i], partitions[j]);
                pairs[i, j] = measure == "vi" ? variation : mutual;
            }
        }

        return MatrixTable(file.ColumnNames, pairs);
    }

    private static Table MatrixTable(IReadOnlyList<string> names, Matrix values)
    {
        var table = new Table(["name", .. names]);
        for (int i = 0; i < values.Rows; i++)
        {
            table.Add([names[i], .. values.Row(i).ToArray().Cast<object?>()]);
        }

        return table;
    }

    private static Table FingerprintTable(Fingerprint found)
    {
        var table = new Table("n", "id_rate", "id_rate_1_to_2", "id_rate_2_to_1", "i_self", "i_others", "i_diff");
        double both = 0.5 * (found.IdentificationRateForward + found.IdentificationRateBackward);
        table.Add(found.Identifiability.Rows, both, found.IdentificationRateForward, found.IdentificationRateBackward, found.Self, found.Others, found.Difference);
        return table;
    }

    private static void CheckProfiles(string path, IReadOnlyList<string> names, Matrix profiles, DiagnosticBag bag)
    {
        for (int i = 0; i < profiles.Rows; i++)
        {
            var row = profiles.Row(i);
            if (row.ContainsAnyExceptInRange(double.MinValue, double.MaxValue) || !row.ContainsAnyExcept(row[0]))
            {
                bag.Add(Diagnostic.Error("E646", "The profile has a missing value or no variance", new(path, i + 1, names[i]), fix: "Leave this person out of both sessions"));
            }
        }
    }

    private static Matrix Rows(NamedMatrix matrix, IReadOnlyList<string> names)
    {
        var index = matrix.RowNames.Select((n, i) => (n, i)).GroupBy(x => x.n).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        var result = new Matrix(names.Count, matrix.Values.Columns);
        for (int i = 0; i < names.Count; i++)
        {
            matrix.Values.Row(index[names[i]]).CopyTo(result.Row(i));
        }

        return result;
    }
}
