namespace Etiogrid.Studies.Configuration;

/// <summary>Files of an epigenetic score that the program computes.</summary>
/// <param name="Table">People by marks, or marks by people.</param>
/// <param name="Weights">Weights of the marks.</param>
public sealed record MarkSource(string Table, string Weights);
