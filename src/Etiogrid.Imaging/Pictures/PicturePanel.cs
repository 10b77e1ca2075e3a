namespace Etiogrid.Imaging.Pictures;

/// <summary>One map of a picture.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Values">A value a region; NaN is drawn grey.</param>
public sealed record PicturePanel(string Title, IReadOnlyList<double> Values);
