"""The style of the pages: light and dark, one column on a narrow screen."""

from __future__ import annotations

from argos.reports.markup import Markup

STYLE = Markup("""
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #fff; --line: #d8dde3; --text: #1b2129; --quiet: #56606c;
  --bar: #0b7285; --track: #e6eaee; --null: #b54708;
  --band: #dcebee; --critical: #c92a2a; --warn: #e8890c; --good: #2b8a3e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #181e25; --line: #303943; --text: #e7ecf1; --quiet: #a0abb6;
    --bar: #3fb6c9; --track: #2a323b; --null: #f0883e;
    --band: #21404a; --critical: #ff6b6b; --warn: #ffa94d; --good: #51cf66;
  }
}
* { box-sizing: border-box; margin: 0; }
body {
  background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif;
  padding: 2rem clamp(1rem, 4vw, 3rem); overflow-wrap: anywhere;
}
main, .summary { max-width: 84rem; margin-inline: auto; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.1rem; line-height: 1.3; }
h3, dt, .quiet, figcaption, .path { color: var(--quiet); font-size: .8rem; font-weight: normal; }
h3 { margin-bottom: .25rem; }
ul, ol { list-style: none; padding: 0; }
a { color: inherit; text-underline-offset: .2em; }
.path { font-size: .9rem; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.25rem 0; }
.figures dt { order: 2; }
.figures div { display: flex; flex-direction: column; }
.figures dd { font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; align-items: baseline; }
.notes { margin-top: .75rem; font-size: .85rem; color: var(--quiet); }
.index { margin-top: 1rem; }
.index ul { columns: 14rem; margin-top: .5rem; font-size: .9rem; }
.index li { break-inside: avoid; }
main, .cards {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); gap: 1rem;
  margin-top: 1.75rem;
}
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem;
  display: flex; flex-direction: column; gap: .9rem; min-width: 0; scroll-margin-top: 1rem;
}
.card .notes { margin-top: auto; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .8rem; }
.long { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.label { display: flex; justify-content: space-between; gap: 1rem; font-size: .85rem; }
.track { background: var(--track); border-radius: 3px; height: 8px; overflow: hidden; margin-top: .15rem; }
.track span { display: block; height: 100%; background: var(--bar); min-width: 1px; }
.nulls .track span { background: var(--null); }
.measures { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)); gap: .5rem .9rem; }
.measures.timestamp { grid-template-columns: repeat(auto-fill, minmax(9.2rem, 1fr)); }
.measures dd, .bars .label { font-variant-numeric: tabular-nums; }
.measures .wide { grid-column: 1 / -1; }
.bars li + li { margin-top: .3rem; }
.bars details { margin-top: .4rem; }
.bars details ol { margin-top: .4rem; }
summary { cursor: pointer; font-size: .85rem; color: var(--quiet); }
code { font: .82rem/1.4 ui-monospace, monospace; }
svg { display: block; width: 100%; height: 72px; }
svg rect { fill: var(--bar); }
svg line { stroke: var(--text); stroke-width: 1; vector-effect: non-scaling-stroke; }
svg .axis { stroke: var(--line); }
figcaption { display: flex; justify-content: space-between; gap: .75rem; margin-top: .25rem; }
figcaption span:nth-child(2) { text-align: center; }
figcaption span:last-child { text-align: right; }
.trend svg { height: auto; aspect-ratio: 320 / 96; overflow: visible; }
.trend figcaption span:not(:nth-child(2)) { white-space: nowrap; }
.trend .band { fill: var(--band); shape-rendering: crispEdges; }
main.uneven, .cards { align-items: start; }
.trend .line { fill: none; stroke: var(--bar); stroke-width: 1.5; stroke-linejoin: round; }
.trend .dot { fill: var(--bar); }
.trend .critical { fill: var(--critical); }
.trend .warn { fill: var(--warn); }
.mark {
  display: inline-block; width: .65em; height: .65em; border-radius: 50%; margin-right: .45em;
  background: var(--quiet);
}
.mark.critical { background: var(--critical); }
.mark.warn { background: var(--warn); }
.mark.good { background: var(--good); }
.mark.line { background: var(--bar); height: .2em; width: 1.1em; border-radius: 0; vertical-align: .25em; }
.mark.band { background: var(--band); border-radius: 2px; width: 1.1em; outline: 1px solid var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: .75rem; font-size: .85rem; }
.now { grid-template-columns: repeat(2, 1fr); }
.alarms li + li { margin-top: .6rem; }
.rest, .nothing { max-width: 84rem; margin: 1.75rem auto 0; }
.rest summary { font-size: .95rem; }
@media (max-width: 30rem) {
  body { padding-block: 1.25rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: .4rem; }
}
@media print { .card { break-inside: avoid; } }
""")
