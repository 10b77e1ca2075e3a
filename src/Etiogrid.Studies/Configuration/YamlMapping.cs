using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using YamlDotNet.RepresentationModel;

namespace Etiogrid.Studies.Configuration;

/// <summary>
/// A mapping of study.yaml that remembers which keys were asked for, so that every other key is an error with the nearest
/// known name. Every complaint carries line and path of keys.
/// </summary>
internal sealed class YamlMapping
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly string _path;
    private readonly DiagnosticBag _bag;

    public YamlMapping(YamlMappingNode node, string file, string path, DiagnosticBag bag)
    {
        (_node, _file, _path, _bag) = (node, file, path, bag);
        foreach (var (key, value) in node.Children)
        {
            _entries[(key as YamlScalarNode)?.Value ?? ""] = (key, value);
        }
    }

    public IEnumerable<string> Keys => _entries.Keys;

    public void Complain(string code, string key, string message, string? found, string? expected, string? fix)
    {
        var at = _entries.TryGetValue(key, out var entry) ? entry.Value.Start : _node.Start;
        _bag.Add(Diagnostic.Error(code, message, new(_file, at.Line, _path + key), found, expected, fix));
    }

    public string? Text(string key, bool required = false)
    {
        _known.Add(key);
        if (!_entries.TryGetValue(key, out var entry))
        {
            if (required)
            {
                Complain("E203", key, $"The key '{_path}{key}' is missing", null, null, $"Add '{key}:'");
            }

            return null;
        }

        if (entry.Value is YamlScalarNode { Value: { } text })
        {
            return text;
        }

        Complain("E204", key, "The value has the wrong form", entry.Value.NodeType.ToString(), "a single value", null);
        return null;
    }

    public bool Flag(string key, bool otherwise)
    {
        string? text = Text(key);
        if (text is null)
        {
            return otherwise;
        }

        if (text is "true" or "false")
        {
            return text == "true";
        }

        Complain("E204", key, "The value has the wrong form", text, "true or false", null);
        return otherwise;
    }

    public double Number(string key, double otherwise, double low, double high)
    {
        string? text = Text(key);
        if (text is null)
        {
            return otherwise;
        }

        if (Cell.TryNumber(text, out double value) && value >= low && value <= high)
        {
            return value;
        }

        Complain("E205", key, "The number is outside its range", text, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"), null);
        return otherwise;
    }

    public int Whole(string key, int otherwise, int low, int high)
    {
        double value = Number(key, otherwise, low, high);
        if (Math.Round(value) != value)
        {
            Complain("E205", key, "The number is not whole", Cell.Format(value), "a whole number", null);
            return otherwise;
        }

        return (int)value;
    }

    public string Choice(string key, string otherwise, params string[] allowed)
    {
        string? text = Text(key);
        if (text is null)
        {
            return otherwise;
        }

        if (allowed.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        string? near = NearestName.Among(text, allowed);
        Complain("E206", key, "The value is not one of the allowed ones", text, string.Join(", ", allowed), near is null ? null : $"Did you mean '{near}'?");
        return otherwise;
    }

    public IReadOnlyList<string> List(string key)
    {
        _known.Add(key);
        if (!_entries.TryGetValue(key, out var entry))
        {
            return [];
        }

        if (entry.Value is YamlSequenceNode sequence && sequence.Children.All(c => c is YamlScalarNode))
        {
            return [.. sequence.Children.Select(c => ((YamlScalarNode)c).Value ?? "")];
        }

        Complain("E204", key, "The value has the wrong form", entry.Value.NodeType.ToString(), "a list such as [a, b]", null);
        return [];
    }

    public YamlMapping? Mapping(string key)
    {
        _known.Add(key);
        if (!_entries.TryGetValue(key, out var entry))
        {
            return null;
        }

        if (entry.Value is YamlMappingNode mapping)
        {
            return new(mapping, _file, _path + key + ".", _bag);
        }

        Complain("E204", key, "The value has the wrong form", entry.Value.NodeType.ToString(), "a mapping of keys", null);
        return null;
    }

    /// <summary>To be called after all known keys were asked for.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (string key in _entries.Keys.Where(k => !_known.Contains(k)))
        {
            string? near = NearestName.Among(key, _known);
            Complain("E202", key, "The key is unknown", key, null, near is null ? $"Known keys here: {string.Join(", ", _known.Order(StringComparer.Ordinal))}" : $"Did you mean '{near}'?");
        }
    }
}
