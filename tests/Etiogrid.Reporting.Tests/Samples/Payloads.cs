using System.Collections;
using System.Reflection;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Texts that try to break out of a page, and a way to put one into every text of a result.</summary>
internal static class Payloads
{
    public static readonly string[] All =
    [
        "<script>window.broken=1</script>",
        "\"><img src=x onerror=\"window.broken=1\">",
        "'><svg onload='window.broken=1'>",
        "</script><script>window.broken=1</script>",
        "</style><style>*{display:none}</style>",
        "<!--",
        "]]><b>",
        "&lt;script&gt;&#x3C;b&#x3E;",
        "javascript:window.broken=1",
        "\u202Egnp.exe\u202C\u0000\u0007\uD800\uFFFF",
        "{{7*7}}${7*7}<%=7*7%>",
        "<iframe srcdoc=\"<script>parent.broken=1</script>\"></iframe><base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    ];

    /// <summary>The same result with the payload at the end of each of its texts. References between texts stay intact.</summary>
    public static T Inject<T>(T value, string payload) => (T)InjectObject(value!, payload)!;

    private static object? InjectObject(object? value, string payload)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                return text + payload;
            case IEnumerable items:
                return InjectList(value, items, payload);
        }

        var type = value.GetType();
        var clone = type.GetMethod("<Clone>$");
        if (clone is null)
        {
            return value;
        }

        object copy = clone.Invoke(value, null)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            property.SetValue(copy, InjectObject(property.GetValue(value), payload));
        }

        return copy;
    }

    private static Array InjectList(object list, IEnumerable items, string payload)
    {
        var element = list.GetType().GetInterfaces().First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        var copies = items.Cast<object?>().Select(i => InjectObject(i, payload)).ToArray();
        var result = Array.CreateInstance(element, copies.Length);
        Array.Copy(copies, result, copies.Length);
        return result;
    }
}
