namespace Etiogrid.Reporting.Tests.Browser;

/// <summary>Scripts that measure a page in the browser.</summary>
internal static class PageInspection
{
    /// <summary>Problems of layout as sentences: text over text, text out of its box or of the window, a page wider than the window.</summary>
    public const string LayoutProblems = """
        () => {
          const problems = [];
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) problems.push(`page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
          const pieces = [];
          const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest('.hidden,option') || !element.checkVisibility()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const scroll = element.closest('.scroll,pre')?.getBoundingClientRect();
            for (const r of range.getClientRects()) {
              const box = scroll ? { left: Math.max(r.left, scroll.left), right: Math.min(r.right, scroll.right), top: r.top, bottom: r.bottom } : r;
              if (box.right - box.left < 1 || r.height < 1) continue;
              pieces.push({ left: box.left, right: box.right, top: r.top, bottom: r.bottom, text: node.data.trim().slice(0, 40), element });
              if (!scroll && (r.right > width + 1 || r.left < -1)) problems.push(`"${node.data.trim().slice(0, 40)}" leaves the window: ${r.left}..${r.right}`);
              const frame = element.closest('section,header,nav')?.getBoundingClientRect();
              if (!scroll && frame && (r.right > frame.right + 1 || r.left < frame.left - 1)) problems.push(`"${node.data.trim().slice(0, 40)}" leaves its section`);
            }
          }
          pieces.sort((a, b) => a.top - b.top);
          for (let i = 0; i < pieces.length; i++) {
            for (let k = i + 1; k < pieces.length && pieces[k].top < pieces[i].bottom; k++) {
              const a = pieces[i], b = pieces[k];
              const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              if (across > 1.5 && down > 3.5) problems.push(`"${a.text}" overlaps "${b.text}" by ${across.toFixed(1)} x ${down.toFixed(1)}`);
            }
          }
          for (const element of document.querySelectorAll('main *')) {
            const style = getComputedStyle(element);
            if (element instanceof SVGElement || element.closest('.hidden,.skip') || !element.checkVisibility()) continue;
            if (style.overflowX === 'hidden' || style.textOverflow === 'ellipsis') problems.push(`${element.tagName} hides what does not fit`);
            const cell = element.closest('td,th,.tile,.chip,.sw');
            if (cell === element && !element.closest('.matrix .foot') && element.scrollWidth > element.clientWidth + 1) problems.push(`"${element.textContent.slice(0, 40)}" is wider than its cell (${element.scrollWidth} in ${element.clientWidth})`);
          }
          return problems.slice(0, 20);
        }
        """;

    /// <summary>Sections without a name.</summary>
    public const string UnnamedSections = """
        () => [...document.querySelectorAll('section')]
          .filter(s => !(s.getAttribute('aria-label') || document.getElementById(s.getAttribute('aria-labelledby'))?.textContent || '').trim())
          .map(s => s.id)
        """;

    /// <summary>Text whose contrast with what lies behind it is below 4.5, over the colours that the browser computed.</summary>
    public const string LowContrast = """
        () => {
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 }; };
          const light = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
          const luminance = c => 0.2126 * light(c.r) + 0.7152 * light(c.g) + 0.0722 * light(c.b);
          const problems = [];
          for (const element of document.querySelectorAll('main *')) {
            if (![...element.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !element.checkVisibility() || element.closest('.hidden,option')) continue;
            const style = getComputedStyle(element);
            const ink = parse(element instanceof SVGElement ? style.fill : style.color);
            let behind = element, ground = { a: 0 };
            while (behind && ground.a === 0) { ground = behind instanceof SVGElement ? { a: 0 } : parse(getComputedStyle(behind).backgroundColor); behind = behind.parentElement; }
            const [a, b] = [luminance(ink), luminance(ground)];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) problems.push(`${element.tagName}.${element.getAttribute('class')} "${element.textContent.trim().slice(0, 30)}": ${contrast.toFixed(2)}`);
          }
          return problems.slice(0, 20);
        }
        """;

    /// <summary>Unfolds everything.</summary>
    public const string OpenDetails = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })";
}
