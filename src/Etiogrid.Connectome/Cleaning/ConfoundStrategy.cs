using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Cleaning;

/// <summary>
/// Chooses confounds by name from an fMRIPrep <c>_desc-confounds_timeseries.tsv</c>. A strategy is parts joined by <c>+</c>:
/// <c>motion6</c>, <c>motion24</c> (with derivatives and squares; Friston et al. 1996), <c>wm_csf</c>, <c>wm_csf8</c>, <c>gsr</c>, <c>gsr4</c>,
/// <c>acompcor:N</c>, <c>tcompcor:N</c>, <c>cosine</c>, <c>aroma</c>; or one of <c>6P 9P 24P 36P acompcor</c> (Ciric et al. 2017,
/// doi 10.1016/j.neuroimage.2017.03.020). Derivatives and squares that the file lacks are computed: backward difference, first volume 0.
/// </summary>
public static class ConfoundStrategy
{
    /// <summary>The six rigid-body parameters in fMRIPrep's names.</summary>
    public static IReadOnlyList<string> MotionNames { get; } = ["trans_x", "trans_y", "trans_z", "rot_x", "rot_y", "rot_z"];

    private static readonly Dictionary<string, string> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["6P"] = "motion6",
        ["9P"] = "motion6+wm_csf+gsr",
        ["24P"] = "motion24",
        ["36P"] = "motion24+wm_csf8+gsr4",
        ["acompcor"] = "motion24+acompcor:5+cosine",
    };

    /// <summary>Names of ready strategies and of parts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["6P", "9P", "24P", "36P", "acompcor", "motion6", "motion24", "wm_csf", "wm_csf8", "gsr", "gsr4", "acompcor:N", "tcompcor:N", "cosine", "aroma"];

    /// <summary>
    /// The chosen confounds: volumes x columns, with their names. Errors: E665 an unknown part, E666 a column is missing.
    /// </summary>
    /// <param name="source">File, for diagnostics.</param>
    /// <param name="table">The whole confounds table.</param>
    /// <param name="strategy">As above.</param>
    public static Parsed<NamedMatrix> Select(string source, NamedMatrix table, string strategy)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(strategy);
        var bag = new DiagnosticBag();
        List<string> wanted = [];
        foreach (string part in Presets.GetValueOrDefault(strategy, strategy).Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Columns(part, table.ColumnNames) is { } columns)
            {
                wanted.AddRange(columns.Where(c => !wanted.Contains(c)));
            }
            else
            {
                bag.Add(Diagnostic.Error("E665", "There is no such confound strategy", new(source), part, string.Join(", ", Names), NearestName.Among(part, Names) is { } near ? $"Did you mean {near}" : null));
            }
        }

        List<double[]> values = [];
        foreach (string name in wanted)
        {
            if (Column(table, name) is { } column)
            {
                values.Add(column);
            }
            else
            {
                bag.Add(Diagnostic.Error("E666", $"The strategy {strategy} needs a confound that the file lacks", new(source, 1), NearestName.Among(name, table.ColumnNames), name, "Use another --strategy, or a confounds file that has it"));
            }
        }

        return bag.Finish(() => new NamedMatrix(table.RowNames, wanted, Matrix(table.Values.Rows, values)));
    }

    private static IEnumerable<string>? Columns(string part, IReadOnlyList<string> available)
    {
        string[] pieces = part.Split(':');
        string name = pieces[0].ToLowerInvariant();
        if (name is "acompcor" or "tcompcor")
        {
            string stem = name == "acompcor" ? "a_comp_cor_" : "t_comp_cor_";
            return pieces.Length == 2 && int.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and < 100 ? [.. Enumerable.Range(0, count).Select(k => $"{stem}{k:D2}")] : null;
        }

        return pieces.Length > 1 ? null : name switch
        {
            "motion6" => MotionNames,
            "motion24" => MotionNames.SelectMany(Expanded),
            "wm_csf" => ["white_matter", "csf"],
            "wm_csf8" => Expanded("white_matter").Concat(Expanded("csf")),
            "gsr" => ["global_signal"],
            "gsr4" => Expanded("global_signal"),
            "cosine" => Starting("cosine", available),
            "aroma" => Starting("aroma_motion_", available),
            _ => null,
        };
    }

    /// <summary>Columns of a family whose number the file decides; the bare stem, which then is missing, when there is none.</summary>
    private static IEnumerable<string> Starting(string stem, IReadOnlyList<string> available) =>
        available.Where(n => n.StartsWith(stem, StringComparison.Ordinal)).DefaultIfEmpty(stem + "00");

    private static IEnumerable<string> Expanded(string name) => [name, name + "_derivative1", name + "_power2", name + "_derivative1_power2"];

    private static double[]? Column(NamedMatrix table, string name)
    {
        int at = table.ColumnNames.ToList().IndexOf(name);
        if (at >= 0)
        {
            return table.Values.Column(at);
        }

        if (name.EndsWith("_power2", StringComparison.Ordinal))
        {
            return Column(table, name[..^"_power2".Length]) is { } root ? [.. root.Select(v => v * v)] : null;
        }

        if (name.EndsWith("_derivative1", StringComparison.Ordinal) && Column(table, name[..^"_derivative1".Length]) is { } level)
        {
            return [.. level.Select((v, t) => t == 0 ? 0 : v - level[t - 1])];
        }

        return null;
    }

    private static Matrix Matrix(int rows, List<double[]> columns)
    {
        var result = new Matrix(rows, columns.Count);
        for (int j = 0; j < columns.Count; j++)
        {
            for (int t = 0; t < rows; t++)
            {
                result[t, j] = columns[j][t];
            }
        }

        return result;
    }
}
