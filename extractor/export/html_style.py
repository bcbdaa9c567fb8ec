"""The look of the page, on screen and on paper; it is data and stands apart from the making of the page.

Long fields (an order, an indicator's name) and short ones inside them use different means –
a line below, a tint, a stronger colour – so that all stay visible where they overlap.
"""

STYLE = """
:root { color-scheme: light; --line: #d7dce2; --dim: #5c6773; --link: #14508c;
  --sans: "PT Sans", "Segoe UI", "DejaVu Sans", Arial, sans-serif;
  --serif: "PT Serif", Georgia, "DejaVu Serif", "Times New Roman", serif; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: #eef1f4; color: #1b2127; font: 16px/1.55 var(--sans); }
main { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 2rem 0 .25rem; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1.1rem; margin: 0 0 .6rem; }
h3 small, .file { color: var(--dim); font-weight: normal; }
.file { margin: 0 0 1rem; overflow-wrap: anywhere; }
.card, .list { background: #fff; border: 1px solid var(--line); border-radius: 8px; }
.card, .list { padding: 1.1rem 1.4rem; margin: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.counts li { background: #fff; border: 1px solid var(--line); border-radius: 99px; padding: .15rem .8rem; }
.counts b { font-variant-numeric: tabular-nums; }
.warning { background: #fff6dd; border-color: #e5c766; }
.legend { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .3rem .9rem; background: #fff;
  border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; margin: 1rem 0 0; font-size: .85rem; }
.text { padding: 1.8rem 2.4rem; font-family: var(--serif); }
.text p, .text td { white-space: pre-wrap; unicode-bidi: isolate; }
.text p { overflow-wrap: anywhere; }
td, th { overflow-wrap: break-word; hyphens: auto; }
.text p { margin: 0 0 .6rem; }
.text .heading { font-weight: bold; margin-top: 1.1rem; }
.text .list_item { padding-left: 1.2rem; }
.text .level1 { padding-left: 2.6rem; } .text .level2 { padding-left: 4rem; } .text .level3 { padding-left: 5.4rem; }
.text .level4 { padding-left: 6.8rem; } .text .level5 { padding-left: 8.2rem; } .text .level6 { padding-left: 9.6rem; }
.text .header, .text .footer, .text .footnote { color: var(--dim); font-size: .85rem; }
.text .textbox { border: 1px dashed var(--line); padding: .4rem .7rem; }
.what { font: .7rem/1 var(--sans); color: #fff; background: #7d8995; border-radius: 3px; padding: .1rem .35rem; }
.page { display: flex; align-items: center; gap: .8rem; margin: 1.4rem 0; }
.page { color: var(--dim); font: .75rem/1 var(--sans); }
.page::before, .page::after { content: ""; flex: 1; border-top: 1px dashed var(--line); }
.page:first-child { margin-top: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .92rem; }
td, th { border: 1px solid var(--line); padding: .35rem .55rem; vertical-align: top; text-align: left; }
.source { margin: .4rem 0 1rem; min-width: 50%; }
.source td { border-color: #9aa5b1; }
.list table { width: 100%; }
.list th { background: #f3f5f8; white-space: nowrap; }
.list td { unicode-bidi: isolate; }
.none { color: #b3bcc6; }
.s-achieved { color: #17692f; } .s-not_achieved { color: #a8201a; } .s-partially_achieved { color: #8a5a00; }
.s-matched { color: #17692f; } .s-unmatched { color: #a8201a; } .s-ambiguous { color: #8a5a00; }
[class*="f-"] { border-radius: 2px; }
[id]:target { outline: 3px solid #ff9500; outline-offset: 1px; }
.text [id] { scroll-margin-top: 5rem; }
.f-order { text-decoration: underline #1f8a84 2px; text-underline-offset: 4px; }
.f-reference { text-decoration: underline dotted #8d98a5 1.5px; text-underline-offset: 3px; }
.f-header { background: #e4e9ef; }
.f-indicator { background: #fff3c4; }
.f-quantity { background: #ececec; box-shadow: inset 0 -2px #9b9b9b; }
.f-percentage { background: #f0e4fb; box-shadow: inset 0 -2px #8e44c2; }
.f-school { background: #ffdcb8; }
.f-entity { background: #d9d2c5; }
.f-deadline { background: #ffc9d6; }
.f-baseline { background: #cfd8e3; }
.f-target { background: #b9d7fb; }
.f-actual { background: #b6ebc0; }
.sheet { margin: 0 0 1.4rem; }
.sheet figcaption { color: var(--dim); font-size: .8rem; margin-bottom: .3rem; }
.sheet div { position: relative; border: 1px solid var(--line); }
.sheet img { display: block; width: 100%; }
.sheet a { position: absolute; mix-blend-mode: multiply; box-shadow: 0 0 0 1.5px rgba(27, 33, 39, .35); }
.sheet a:hover { box-shadow: 0 0 0 2px #ff9500; }
@media print {
  @page { margin: 15mm; }
  html { scroll-behavior: auto; }
  body { background: #fff; font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .card, .list { border: 0; border-radius: 0; padding: 0; margin: .8rem 0; }
  .legend { position: static; border-radius: 0; }
  .wide { overflow: visible; }
  table { font-size: 8.5pt; }
  td, th { padding: .2rem .3rem; }
  .many td { font-size: 7.5pt; overflow-wrap: anywhere; }
  a { color: inherit; }
  tr, .counts, dl, .sheet { break-inside: avoid; }
  thead { display: table-header-group; }
  h1, h2, h3, .text .heading { break-after: avoid; }
}
"""
