using System.Diagnostics;
using Xunit;

namespace Etiogrid.Testing;

/// <summary>Programs of other projects that results are compared with (plink2, chromium, …). Absent ones skip the test visibly.</summary>
public static class PeerTool
{
    /// <summary>Full path of a program on PATH; skips the running test when it is not installed.</summary>
    public static string Require(string program)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            string path = Path.Combine(folder, program);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"Peer tool '{program}' is not installed.");
        return "";
    }

    /// <summary>Runs a program and returns exit code, standard output and standard error.</summary>
    public static ProgramResult Run(string program, IEnumerable<string> arguments, string? workingFolder = null, int timeoutSeconds = 600)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = workingFolder ?? Path.GetTempPath() };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(timeoutSeconds)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {timeoutSeconds} s.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}
