namespace Etiogrid.Genetics.Genotypes;

/// <summary>Multi-allelic records as one variant for each alternate allele.</summary>
internal static class SplitRecords
{
    public static (Variant[] Variants, (int Record, int Alternate)[] Places) Of(IReadOnlyList<PlinkTextTables.Record> records)
    {
        List<Variant> variants = new(records.Count);
        List<(int, int)> places = new(records.Count);
        for (int r = 0; r < records.Count; r++)
        {
            var record = records[r];
            for (int a = 0; a < record.Alternates.Length; a++)
            {
                variants.Add(new(record.Chromosome, record.Position, record.Id, record.Alternates[a], record.Reference, record.Alternates.Length));
                places.Add((r, a + 1));
            }
        }

        return ([.. variants], [.. places]);
    }
}
