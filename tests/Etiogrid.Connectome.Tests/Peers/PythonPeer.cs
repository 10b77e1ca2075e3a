using System.Globalization;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Tests.Peers;

/// <summary>Runs the scripts of this folder: the same formulas written a second time with numpy and scipy. Without them the test is skipped visibly.</summary>
internal static class PythonPeer
{
    private static readonly Lazy<string?> Program = new(() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(p => HasScipy(p)));

    /// <summary>Rows of numbers that a script prints.</summary>
    public static double[][] Run(string script, params string[] arguments)
    {
        Assert.SkipWhen(Program.Value is null, "Python with numpy and scipy is not installed.");
        var result = PeerTool.Run(Program.Value!, ["-I", Path.Combine(AppContext.BaseDirectory, "Peers", script), .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray())];
    }

    /// <summary>Writes a matrix where a script can read it; the caller deletes it.</summary>
    public static string Write(Matrix matrix)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        File.WriteAllLines(path, Enumerable.Range(0, matrix.Rows).Select(i => string.Join(',', matrix.Row(i).ToArray().Select(v => v.ToString("R", CultureInfo.InvariantCulture)))));
        return path;
    }

    private static bool HasScipy(string program)
    {
        try
        {
            return PeerTool.Run(program, ["-I", "-c", "import numpy, scipy"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
