/** The style of the documentation page: like the console, and no wider than a phone. */
export const style = `
:root {
  color-scheme: light dark;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", sans-serif;
  --ink: light-dark(#1c1f24, #e4e6ea);
  --quiet: light-dark(#5c636e, #a3a9b4);
  --line: light-dark(#dfe3e8, #383c43);
  --pane: light-dark(#f6f8fa, #1f2226);
  --link: light-dark(#1f6a82, #86bdcd);
  --chosen: light-dark(#d9eaef, #1d3a45);
}
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; display: grid; grid-template-columns: 14rem minmax(0, 1fr); color: var(--ink); background: light-dark(#fff, #17191c) }
a { color: var(--link) }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: .25rem }
nav { position: sticky; top: 0; height: 100dvh; overflow-y: auto; padding: 1.25rem .75rem; background: var(--pane); border-inline-end: 1px solid var(--line); font-size: .875rem }
nav a { display: block; padding: .2rem .5rem; border-radius: .375rem; text-decoration: none; overflow-wrap: anywhere }
nav a:hover { background: var(--chosen) }
main { max-width: 64rem; min-width: 0; padding: 1.5rem 2rem 4rem }
h1 { margin: 0 0 .5rem; font-size: 1.75rem }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.125rem }
summary { padding: .4rem .5rem; border-radius: .375rem; cursor: pointer; overflow-wrap: anywhere }
summary:hover { background: var(--pane) }
summary b { display: inline-block; min-width: 3.9rem; font-size: .75rem; letter-spacing: .03em; color: var(--link) }
summary b.delete { color: light-dark(#b3261e, #ff9d95) }
summary span { color: var(--quiet) }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875rem }
pre { overflow: auto; max-height: 32rem; margin: .25rem 0 1rem; padding: .9rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--pane) }
@media (max-width: 48rem) {
  body { display: block }
  nav { z-index: 1; display: flex; height: auto; overflow: auto hidden; padding: .5rem; border: 0; border-block-end: 1px solid var(--line) }
  nav a { flex: none; padding: .35rem .6rem }
  main { padding: 1rem 1rem 3rem }
  html { scroll-padding-top: 4rem }
  summary span { display: block; padding-inline-start: 1.1rem }
}
`
