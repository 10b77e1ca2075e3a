using Xunit;

namespace Etiogrid.Testing;

/// <summary>
/// Data that tests may use but the project does not ship: <c>../shared</c> beside the checkout, or the folder named by
/// <c>ETIOGRID_SHARED</c>. A test that asks for it where it is absent is skipped, visibly and with the reason.
/// </summary>
public static class SharedData
{
    /// <summary>A path inside the shared folder; skips the running test when the folder or the path is not there.</summary>
    public static string Require(string relative)
    {
        string root = Environment.GetEnvironmentVariable("ETIOGRID_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, relative));
        if (!Path.Exists(path))
        {
            Assert.Skip($"Needs shared data '{relative}', which is not beside this checkout (set ETIOGRID_SHARED).");
        }

        return path;
    }
}
