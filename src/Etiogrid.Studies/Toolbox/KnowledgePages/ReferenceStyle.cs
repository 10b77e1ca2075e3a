namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The style sheet of the reference: light, dark and print; states carry words and patterns, never colour alone.</summary>
internal static class ReferenceStyle
{
    public const string Css = """
        :root{--bg:#fbfaf7;--card:#fff;--ink:#16202a;--mute:#5b6773;--line:#dcd9d0;--accent:#1b6f8a;--warm:#a8501f;--soft:#f1efe8;--ok:#2b7a53;--part:#8db59d;color-scheme:light dark}
        @media(prefers-color-scheme:dark){:root{--bg:#11161c;--card:#182029;--ink:#e8ecef;--mute:#9aa7b3;--line:#2c3742;--accent:#6bb8d1;--warm:#e0996c;--soft:#1e2832;--ok:#5fae86;--part:#39624e}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 "Inter","Source Sans 3",system-ui,-apple-system,"Segoe UI",sans-serif;font-feature-settings:"tnum" 1}
        main{max-width:1120px;margin:0 auto;padding:20px 28px 64px}
        header{display:flex;flex-wrap:wrap;gap:6px 24px;border-bottom:2px solid var(--ink);padding-bottom:8px;font-size:.9rem}
        .ru{margin-left:auto;font-weight:650;color:var(--warm)}
        h1{font-size:1.75rem;line-height:1.2;margin:22px 0 0;letter-spacing:-.015em}
        h2{font-size:1.1rem;margin:0 0 8px}
        .id{margin:.1em 0;color:var(--mute);font:.84rem ui-monospace,monospace}
        .lead{font-size:1.16rem;max-width:52em;margin:10px 0 18px}
        a{color:var(--accent)}
        .small,.loc{font-size:.84rem;color:var(--mute)}
        .loc a{color:inherit}
        .glance{display:grid;grid-template-columns:1.35fr 1fr 1.15fr;gap:1px;background:var(--line);border:1px solid var(--line);border-radius:10px;overflow:hidden}
        .glance>div{background:var(--card);padding:14px 18px}
        .glance ul{margin:0;padding-left:1.1em}.glance li{margin:.25em 0}
        .bar{display:flex;height:12px;gap:2px;margin:4px 0 8px}.bar span{border-radius:2px;min-width:4px}
        .read{background:var(--ok)}.part{background:var(--part)}
        .own{background:repeating-linear-gradient(45deg,var(--mute) 0 2px,transparent 2px 5px);border:1px solid var(--mute)}
        .off:not(tr){background:var(--card);border:1px dashed var(--mute)}
        .key{display:inline-block;width:11px;height:11px;border-radius:2px;margin:0 6px 0 0;vertical-align:-1px}.overall .key{margin-left:14px}.overall .key:first-child{margin-left:0}
        .legend{list-style:none;padding:0!important;font-size:.9rem}
        section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 20px 12px;margin-top:18px}
        .fact{margin:.3em 0;display:grid;grid-template-columns:13em 1fr;gap:12px}.fact b{font-weight:600;color:var(--mute)}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        th{font-weight:600;color:var(--mute);white-space:nowrap}
        th,td{text-align:left;padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
        tr:last-child td{border-bottom:0}
        tr.off td{color:var(--mute)}tr.off td a{color:var(--mute)}
        tr.disputed td:first-child{box-shadow:inset 3px 0 var(--warm);padding-left:10px}
        tr:target td,section:target{background:var(--soft)}
        .badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:0 9px;font-size:.78rem;white-space:nowrap;background:none!important}
        .badge.read{border-color:var(--ok);color:var(--ok)}.badge.part{border-color:var(--ok);border-style:dashed;color:var(--ok)}
        .badge.own,.badge.off{border-style:dotted;border-color:var(--mute);color:var(--mute)}.badge.dis{border-color:var(--warm);color:var(--warm)}
        .dir{white-space:nowrap}.dots{letter-spacing:2px;color:var(--accent)}
        .plot{display:block}.plot .null{stroke:var(--mute);stroke-width:1}.plot .tick{stroke:var(--mute);opacity:.45}.plot .ci{stroke:var(--ink);stroke-width:2}.plot .pt{fill:var(--accent)}.plot .open{fill:none;stroke:var(--accent);stroke-width:1.5}
        .scale{display:flex;justify-content:space-between;width:220px}.scale i{font-style:normal}
        .genes{max-width:34em;font:.78rem/1.5 ui-monospace,monospace;color:var(--mute)}
        .find{display:grid;grid-template-columns:1fr auto;gap:4px 12px;align-items:center;margin:22px 0 0}.find label{grid-column:1/-1;font-weight:600}
        .find input{font:inherit;width:100%;padding:10px 14px;border:1px solid var(--mute);border-radius:8px;background:var(--card);color:var(--ink)}.find output{color:var(--mute);min-width:6em}
        .overall{max-width:34em}.overall .bar{height:16px}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(245px,1fr));gap:10px}
        .entry{display:flex;flex-direction:column;border:1px solid var(--line);border-radius:8px;padding:10px 12px;text-decoration:none;color:var(--ink)}
        .entry b{font-weight:600;line-height:1.3;flex:1}.entry .bar{height:6px;margin:8px 0 4px}.entry:hover,.entry:focus{border-color:var(--accent)}.entry[hidden],section[hidden]{display:none}
        footer{margin-top:28px;color:var(--mute);font-size:.84rem;border-top:1px solid var(--line);padding-top:10px}
        @media(max-width:860px){main{padding:14px}.glance{grid-template-columns:1fr}.fact{grid-template-columns:1fr;gap:0}.lead{font-size:1.05rem}}
        @media print{body{background:#fff}section,.glance{break-inside:avoid}.find{display:none}}

        """;
}
