import { createHash } from 'node:crypto'

/** The whole style of the page; it loads nothing. */
export const style = `
:root { color-scheme: light dark; --page: #f7f8f8; --card: #fff; --line: #dfe3e4; --quiet: #556066; --mine: #e3f1ef; --link: #0b6e63 }
@media (prefers-color-scheme: dark) { :root { --page: #14181a; --card: #1c2225; --line: #333c40; --quiet: #a3afb4; --mine: #1f3633; --link: #6fd0c2 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem }
.quiet, .who, footer { color: var(--quiet); font-size: .875rem }
.who { margin: 0 0 .25rem; font-weight: 600 }
article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; margin-top: 1rem }
article.person { background: var(--mine); margin-inline-start: clamp(0rem, 8vw, 5rem) }
.said > :first-child { margin-top: 0 } .said > :last-child { margin-bottom: 0 }
.asked { white-space: pre-wrap; margin: 0 }
.said h1, .said h2, .said h3 { font-size: 1.05rem }
pre, .table { overflow-x: auto } pre { padding: .75rem; border: 1px solid var(--line); border-radius: .5rem }
code { font-size: .9em } table { display: block; overflow-x: auto; border-collapse: collapse } td, th { border: 1px solid var(--line); padding: .25rem .5rem; overflow-wrap: break-word }
img { max-width: 100%; height: auto; border-radius: .5rem } audio, video { max-width: 100% }
a { color: var(--link) } ol.sources { margin: .75rem 0 0; padding: .5rem 0 0; border-top: 1px solid var(--line); list-style: none; font-size: .875rem }
footer { margin-top: 2rem }
`

/** Nothing is executed, nothing is loaded from elsewhere, and nobody can frame the page. */
export const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
