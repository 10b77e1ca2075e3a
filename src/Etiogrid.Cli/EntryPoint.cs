using System.CommandLine;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Cli;

/// <summary>Runs the parsed command and maps every way it can end to an exit code.</summary>
internal static class EntryPoint
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var parse = root.Parse(AsBidsApp(root, arguments));
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            if (Suggestion(root, arguments) is { } suggestion)
            {
                await Console.Error.WriteLineAsync($"Did you mean '{suggestion}'?");
            }

            await Console.Error.WriteLineAsync("See etiogrid --help.");
            return ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted; finished people are kept. Resume with the same command.");
            return 130;
        }
        catch (OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync("Not enough memory for this input on this machine.");
            return ExitCode.Resources;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync($"error E001: {e.Message}");
            return ExitCode.BadInput;
        }
#pragma warning disable CA1031 // The last line of defence: a bug must end in exit code 1 with its trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync($"This is a bug of Etiogrid: {e}");
            return ExitCode.Bug;
        }
    }

    /// <summary>BIDS-App form: <c>etiogrid STUDY OUT participant|group …</c> is <c>etiogrid run …</c>.</summary>
    private static string[] AsBidsApp(RootCommand root, string[] arguments)
    {
        bool isVerb = arguments.Length == 0 || arguments[0].StartsWith('-') || root.Subcommands.Any(c => c.Name == arguments[0]);
        return !isVerb && arguments.Any(a => a is "participant" or "group") ? ["run", .. arguments] : arguments;
    }

    /// <summary>The verb or level that was most likely meant.</summary>
    private static string? Suggestion(RootCommand root, string[] arguments)
    {
        if (arguments.Length == 0 || root.Subcommands.Any(c => c.Name == arguments[0]))
        {
            return null;
        }

        string? level = arguments.Length > 2 ? NearestName.Among(arguments[2], ["participant", "group"]) : null;
        return level is null ? NearestName.Among(arguments[0], root.Subcommands.Select(c => c.Name)) : $"etiogrid STUDY OUT {level}";
    }
}
