using System.CommandLine;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Cli;

/// <summary>Turns what a verb returned into output and exit code; the only place that does.</summary>
public static class VerbOutput
{
    private const int ShownDiagnostics = 20;
    private const string ChangedLedger = "E712";

    /// <summary>Writes a table to <c>--out</c> or standard output.</summary>
    public static int Write(ParseResult parse, Parsed<Table> result) =>
        Write(parse, result, (table, stream) => Write(table, parse.GetValue(CommonOptions.Json), stream));

    /// <summary>Writes text (JSON documents, reports) to <c>--out</c> or standard output.</summary>
    public static int Write(ParseResult parse, Parsed<string> result) =>
        Write(parse, result, (text, stream) => stream.Write(new UTF8Encoding(false).GetBytes(text)));

    /// <summary>Writes a table to a stream.</summary>
    public static void Write(Table table, bool json, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (json)
        {
            table.WriteJson(stream);
        }
        else
        {
            table.WriteTsv(stream);
        }
    }

    private static int Write<T>(ParseResult parse, Parsed<T> result, Action<T, Stream> write)
    {
        ReportDiagnostics(result.Diagnostics, result.DroppedDiagnostics);
        if (!result.TryGetValue(out var value))
        {
            return FailureCode(result.Diagnostics);
        }

        if (parse.GetValue(CommonOptions.Out) is { } path)
        {
            AtomicFile.Write(path, stream => write(value, stream));
        }
        else
        {
            using var stream = Console.OpenStandardOutput();
            write(value, stream);
        }

        return ExitCode.Success;
    }

    /// <summary>The exit code of findings that prevented a result: a changed ledger is a matter of integrity, everything else of input.</summary>
    public static int FailureCode(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return diagnostics.Any(d => d is { Severity: Severity.Error, Code: ChangedLedger }) ? ExitCode.Integrity : ExitCode.BadInput;
    }

    /// <summary>The closing line of a verb that computed nothing.</summary>
    public static string ClosingLine(IReadOnlyList<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        return errors.Count == 0 ? "nothing was computed" : $"{errors.Count} errors; first: {errors[0]}";
    }

    /// <summary>Writes findings to standard error, errors first, up to a limit.</summary>
    public static void ReportDiagnostics(IReadOnlyList<Diagnostic> diagnostics, int dropped)
    {
        var ordered = diagnostics.Where(d => d.Severity != Severity.Note).OrderByDescending(d => d.Severity).ToList();
        foreach (var diagnostic in ordered.Take(ShownDiagnostics))
        {
            Console.Error.WriteLine($"{(diagnostic.Severity == Severity.Error ? "error" : "warning")} {diagnostic}");
        }

        int more = ordered.Count - ShownDiagnostics + dropped;
        if (more > 0)
        {
            Console.Error.WriteLine($"… and {more} more");
        }
    }
}
