using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Etiogrid.Files;

namespace Etiogrid.Studies.Pipeline;

/// <summary>
/// Results of pure functions of files, kept by the hash of everything they depend on. A finished key is never computed again,
/// so an interrupted run goes on where it stopped. Entries are written whole or not at all; a damaged one is computed anew.
/// </summary>
/// <param name="folder">Where entries lie.</param>
public sealed class ContentCache(string folder)
{
    /// <summary>The key of a computation: SHA-256 over its parts.</summary>
    public static string Key(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (string part in parts)
        {
            text.Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The entry of a key, or null when there is none or it cannot be read.</summary>
    public T? TryRead<T>(string key)
        where T : class
    {
        string path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return ResultJson.Read<T>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Keeps an entry.</summary>
    public void Write<T>(string key, T value) => AtomicFile.WriteText(PathOf(key), ResultJson.Write(value));

    private string PathOf(string key) => Path.Combine(folder, key[..2], key + ".json");
}
