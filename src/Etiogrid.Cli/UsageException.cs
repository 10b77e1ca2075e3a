namespace Etiogrid.Cli;

/// <summary>The command line asks for something that does not exist; ends in exit code 2.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class UsageException(string message) : Exception(message);
