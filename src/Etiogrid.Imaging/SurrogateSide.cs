namespace Etiogrid.Imaging;

/// <summary>Which of two correlated maps is replaced by surrogates.</summary>
public enum SurrogateSide
{
    /// <summary>The atlas map: surrogates made once serve all people.</summary>
    Atlas,

    /// <summary>The person's or group's map.</summary>
    Map,

    /// <summary>Both, one after the other; the combined p is the larger, valid when at least one of the two nulls is.</summary>
    Both,
}
