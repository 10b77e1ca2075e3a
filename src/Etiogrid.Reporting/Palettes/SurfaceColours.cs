namespace Etiogrid.Reporting.Palettes;

/// <summary>Surfaces, text and categories of a page. Categories are Okabe-Ito hues and always come with a shape or a hatch.</summary>
internal sealed class SurfaceColours
{
    /// <summary>On paper and light screens.</summary>
    public static readonly SurfaceColours Light = new()
    {
        Background = "#fbfaf7",
        Card = "#ffffff",
        Soft = "#f3f1ea",
        Line = "#dcd9d0",
        Hatch = "#c9c5b9",
        Ink = "#16202a",
        Mute = "#56626e",
        Accent = "#146482",
        Warn = "#9c4714",
        Band = "#c3dde4",
        BandStrong = "#7fb5c5",
        First = "#0072b2",
        Second = "#d55e00",
    };

    /// <summary>On dark screens.</summary>
    public static readonly SurfaceColours Dark = new()
    {
        Background = "#11161c",
        Card = "#182029",
        Soft = "#1e2832",
        Line = "#2f3a46",
        Hatch = "#3b4856",
        Ink = "#e8ecef",
        Mute = "#9fabb7",
        Accent = "#74bed6",
        Warn = "#e6a278",
        Band = "#24414e",
        BandStrong = "#39687b",
        First = "#56b4e9",
        Second = "#e69f00",
    };

    /// <summary>Page.</summary>
    public required string Background { get; init; }

    /// <summary>Section.</summary>
    public required string Card { get; init; }

    /// <summary>Card inside a section, empty cell.</summary>
    public required string Soft { get; init; }

    /// <summary>Borders.</summary>
    public required string Line { get; init; }

    /// <summary>Strokes of the hatch that stands for what was not measured.</summary>
    public required string Hatch { get; init; }

    /// <summary>Text.</summary>
    public required string Ink { get; init; }

    /// <summary>Secondary text.</summary>
    public required string Mute { get; init; }

    /// <summary>Links, posterior marks.</summary>
    public required string Accent { get; init; }

    /// <summary>Warnings, risks, ambiguity brackets.</summary>
    public required string Warn { get; init; }

    /// <summary>95 % bands.</summary>
    public required string Band { get; init; }

    /// <summary>50 % bands.</summary>
    public required string BandStrong { get; init; }

    /// <summary>First category: causal, joint inference.</summary>
    public required string First { get; init; }

    /// <summary>Second category: compensatory, naive product.</summary>
    public required string Second { get; init; }

    /// <summary>Name and value of each CSS variable.</summary>
    public IEnumerable<(string Name, string Value)> Variables =>
    [
        ("bg", Background), ("card", Card), ("soft", Soft), ("line", Line), ("hatch", Hatch), ("ink", Ink), ("mute", Mute),
        ("accent", Accent), ("warn", Warn), ("band", Band), ("band2", BandStrong), ("cat1", First), ("cat2", Second),
    ];
}
