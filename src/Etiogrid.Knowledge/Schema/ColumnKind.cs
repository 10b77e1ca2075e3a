namespace Etiogrid.Knowledge.Schema;

/// <summary>What the cells of a column may hold.</summary>
public enum ColumnKind
{
    /// <summary>A key: a letter, then letters, digits, underscore or hyphen.</summary>
    Key,

    /// <summary>Words; never missing unless the column is optional.</summary>
    Text,

    /// <summary>A finite number inside the column's range.</summary>
    Number,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>One of the words listed by the column.</summary>
    Choice,

    /// <summary>The key of a row in another table.</summary>
    Reference,

    /// <summary>Keys of rows in another table, separated by spaces.</summary>
    References,

    /// <summary>Gene symbols, separated by spaces.</summary>
    Genes,
}
