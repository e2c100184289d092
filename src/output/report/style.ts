/** The look of the report. */
export const reportStyle = `
:root { color-scheme: light; --ink: #1d2733; --soft: #5a6877; --line: #dde3ea; --paper: #fff; --ground: #f5f7f9;
  --accent: #1f5f8b; --error: #a61b29; --warning: #8f5a00; --info: #4a5b6c; --mark: #fff3d6; --good: #2f6b4f;
  font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans TC', 'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei', sans-serif }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink) }
main, .top { max-width: 1180px; margin: 0 auto; padding: 0 24px }
.top { padding-top: 20px }
h1 { font-size: 24px; line-height: 1.25; margin: 0; font-weight: 650; letter-spacing: -.01em }
h2 { font-size: 18px; margin: 34px 0 12px; font-weight: 650 }
h3 { font-size: 15px; margin: 0; font-weight: 650 }
p { margin: 4px 0 }
.made { color: var(--soft); font-size: 13px }
[hidden] { display: none !important }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(225px, 1fr)); gap: 14px; margin: 14px 0 }
.tile, .panel, section.document, details.history { background: var(--paper); border: 1px solid var(--line); border-radius: 10px }
.tile { padding: 14px 18px 16px }
.tile h2 { margin: 0 0 8px; font-size: 13px; color: var(--soft); font-weight: 600 }
.tile .big { font-size: 30px; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums }
.tile .big small { font-size: 15px; font-weight: 500; color: var(--soft) }
.tile ul { list-style: none; margin: 6px 0 0; padding: 0; color: var(--soft); font-size: 14px; display: flex; flex-wrap: wrap; gap: 0 14px }
.tile b { color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums }
.tile.needs { border-color: #e2c48a; background: #fffdf8 }
.tile.needs.clean { border-color: #b9d8c8; background: #f8fdfa }
.error-text { color: var(--error) } .warning-text { color: var(--warning) } .info-text { color: var(--info) }
.panels { display: grid; grid-template-columns: 1.3fr 1.2fr .8fr; gap: 14px; align-items: start }
.panel { padding: 12px 16px }
.panel h2 { margin: 0 0 6px; font-size: 14px }
.panel table { width: 100%; border-collapse: collapse; font-size: 13.5px }
.panel td, .panel th { padding: 3px 4px; text-align: left; font-weight: 400; border-top: 1px solid var(--line); vertical-align: top }
.panel tr:first-child > * { border-top: 0 }
.panel thead th { color: var(--soft); font-size: 12px }
.number { text-align: right !important; font-variant-numeric: tabular-nums; white-space: nowrap }
.panel .scroll { max-height: 232px }
.scroll { overflow: auto }
button { font: inherit; color: inherit }
button[data-set] { all: unset; cursor: pointer; color: var(--accent) }
button[data-set]:hover { text-decoration: underline }
button:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
.concerns { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; counter-reset: c }
.concerns li { background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--warning); border-radius: 8px; padding: 6px 14px; display: grid; grid-template-columns: 1fr auto; gap: 0 16px }
.concerns li.error { border-left-color: var(--error) }
.concerns p { grid-column: 1 / -1; margin: 0 }
.concerns span { color: var(--soft); font-size: 13px }
a { color: var(--accent) }
#filters { position: sticky; top: 0; z-index: 2; background: #f5f7f9; border-bottom: 1px solid var(--line); margin: 30px -24px 0; padding: 10px 24px; display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; font-size: 13.5px }
#filters fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 12px }
#filters legend { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
#filters label { display: inline-flex; gap: 5px; align-items: center }
#filters select, #filters input[type=search] { font: inherit; padding: 4px 8px; border: 1px solid #b9c3cd; border-radius: 6px; background: #fff; max-width: 210px; color: inherit }
#filters button { padding: 4px 10px; border: 1px solid #b9c3cd; border-radius: 6px; background: #fff; cursor: pointer }
#shown { margin-left: auto; color: var(--soft); font-variant-numeric: tabular-nums }
section.document { scroll-margin-top: 96px; margin: 18px 0; padding: 6px 20px 12px; content-visibility: auto; contain-intrinsic-size: auto 900px }
section.document > header { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; padding: 10px 0 4px }
section.document > header h2 { margin: 0; overflow-wrap: anywhere }
section.document > header span { color: var(--soft); font-size: 13.5px }
section.rule { border-top: 1px solid var(--line); padding: 12px 0 4px }
.badge { display: inline-block; font-size: 12px; font-weight: 600; padding: 0 8px; border-radius: 9px; line-height: 19px; vertical-align: 1px; margin-right: 6px }
.badge.error { background: #fbe4e6; color: var(--error) } .badge.warning { background: #fdf0d5; color: #7a4c00 } .badge.info { background: #e8edf2; color: #3d4d5c }
.explanation { color: var(--soft); font-size: 13.5px; max-width: 84ch }
article.anomaly { padding: 10px 0 12px 14px; border-left: 3px solid var(--line); margin: 10px 0 }
article[data-severity=error] { border-left-color: var(--error) } article[data-severity=warning] { border-left-color: #d8a444 }
article.anomaly.brief { padding: 2px 0 2px 14px; margin: 6px 0 }
article header { display: flex; justify-content: space-between; gap: 12px }
article header span { color: var(--soft); font-size: 13px; white-space: nowrap }
article .name { color: var(--soft); font-size: 13.5px }
.body { display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: flex-start; margin-top: 6px }
.facts { flex: 1 1 300px; min-width: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0 0 6px }
dt { color: var(--soft); font-size: 13px } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
dd.print { white-space: pre-line; font-weight: 500 }
.candidates { border-collapse: collapse; font-size: 13.5px; width: 100% }
.candidates th { text-align: left; font-weight: 500; color: var(--soft); font-size: 12.5px; padding: 2px 8px 2px 0 }
.candidates td { border-top: 1px solid var(--line); padding: 3px 8px 3px 0; vertical-align: top; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
.candidates td:first-child { white-space: nowrap }
.candidates tr.taken td:first-child { font-weight: 650 } .candidates tr.taken td:first-child::after { content: ' ✓'; color: var(--good) }
i { font-style: normal; color: #46566a; background: #eef2f6; border-radius: 4px; padding: 0 5px; font-size: 12.5px }
ul.evidence { list-style: none; margin: 4px 0; padding: 0; font-size: 13.5px }
figure { margin: 0 }
figcaption { font-size: 12px; color: var(--soft) }
.pictures { display: flex; flex-direction: column; gap: 8px; max-width: 100% }
svg.crop { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; background: #fff }
svg.crop rect { fill: rgba(255, 196, 0, .16); stroke: #c2410c; stroke-width: 1.3 }
.chart svg { display: block; max-width: 100%; height: auto }
.chart text { font-size: 10.5px; fill: #5a6877; font-variant-numeric: tabular-nums } .chart .tick { text-anchor: middle } .chart .scale { text-anchor: end }
.chart .base { stroke: var(--line) } .chart .line { fill: none; stroke-width: 1.5; stroke: #1f5f8b }
.chart .line.target, .chart .line.estimated { stroke: #8a97a5; stroke-dasharray: 4 3 }
.chart circle { fill: #1f5f8b } .chart circle.target, .chart circle.estimated { fill: #fff; stroke: #6b7a89; stroke-width: 1.5 }
.chart circle.alternative { fill: none; stroke: #c2410c; stroke-dasharray: 1.5 1.5; stroke-width: 1.2 } .chart circle.ring { fill: none; stroke: #c2410c; stroke-width: 2 }
.key::before { content: ''; display: inline-block; width: 8px; height: 8px; border-radius: 50%; margin: 0 4px 0 8px; background: #1f5f8b }
.key.target::before, .key.estimated::before { background: #fff; border: 1.5px solid #6b7a89; width: 6px; height: 6px } .key.ring::before { background: none; border: 2px solid #c2410c; width: 6px; height: 6px }
details.history { padding: 8px 16px; margin: 10px 0 } details.history summary { cursor: pointer } details.history summary span { color: var(--soft); font-size: 13.5px } details.history em { font-style: normal; color: var(--warning); font-weight: 600 }
details.history table { border-collapse: collapse; font-size: 13px; margin-top: 8px }
details.history th, details.history td { border-top: 1px solid var(--line); padding: 4px 10px 4px 0; text-align: right; vertical-align: top; font-variant-numeric: tabular-nums; white-space: nowrap }
details.history th { font-weight: 500 } details.history th[scope=row] { text-align: left; white-space: normal; min-width: 220px; max-width: 320px }
.history .target { color: var(--soft) } .history mark { background: var(--mark); color: #7a4c00; font-weight: 650; padding: 0 3px; border-radius: 3px } .history small { display: block; color: var(--soft); font-size: 11.5px }
footer { max-width: 1180px; margin: 30px auto; padding: 0 24px; color: var(--soft); font-size: 12.5px }
@media (max-width: 900px) { .panels { grid-template-columns: 1fr } }
@media print {
  body { background: #fff; font-size: 10.5pt } main, .top { max-width: none; padding: 0 } #filters { display: none !important }
  section.document { border: 0; padding: 0; content-visibility: visible } section.document + section.document { break-before: page }
  article.anomaly, .tile, .concerns li, tr { break-inside: avoid } h2, h3, section.rule > header { break-after: avoid } .scroll { max-height: none !important; overflow: visible }
  .panels { grid-template-columns: 1.3fr 1.2fr .9fr } a { color: inherit; text-decoration: none }
  @page { margin: 14mm }
}
`
