using System.Security.Cryptography;
using System.Text;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Build;

/// <summary>A fingerprint of the content of all tables, independent of files and line ends.</summary>
internal static class TableHash
{
    public static string Of(IEnumerable<KnowledgeTable> tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(table.Name + "\n"));
            for (int i = 0; i < table.Count; i++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', table.Row(i)) + "\n"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
