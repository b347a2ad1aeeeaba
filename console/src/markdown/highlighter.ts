import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import graphql from 'highlight.js/lib/languages/graphql'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import lua from 'highlight.js/lib/languages/lua'
import markdown from 'highlight.js/lib/languages/markdown'
import nginx from 'highlight.js/lib/languages/nginx'
import php from 'highlight.js/lib/languages/php'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import r from 'highlight.js/lib/languages/r'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import swift from 'highlight.js/lib/languages/swift'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'

const lowlight = createLowlight({
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  graphql,
  ini,
  java,
  javascript,
  json,
  kotlin,
  lua,
  markdown,
  nginx,
  php,
  powershell,
  python,
  r,
  ruby,
  rust,
  sql,
  swift,
  typescript,
  xml,
  yaml,
})

/** A stretch of code of one kind, such as a keyword; the kind is '' for the rest. */
export interface Stretch {
  readonly kind: string
  readonly text: string
}

/** Code cut into lines, and those into stretches by their kind; null for a language that is not known. */
export function highlight(code: string, language: string): Stretch[][] | null {
  if (!lowlight.registered(language)) return null
  const lines: Stretch[][] = [[]]
  for (const stretch of stretchesOf(lowlight.highlight(language, code).children, '')) {
    const [first = '', ...more] = stretch.text.split('\n')
    if (first !== '') lines.at(-1)?.push({ ...stretch, text: first })
    for (const text of more) lines.push(text === '' ? [] : [{ ...stretch, text }])
  }
  return lines
}

type Nodes = ReturnType<typeof lowlight.highlight>['children']

function* stretchesOf(
  nodes: Nodes | Extract<Nodes[number], { children: unknown }>['children'],
  kind: string,
): Generator<Stretch> {
  for (const node of nodes) {
    if (node.type === 'text') yield { kind, text: node.value }
    if (node.type !== 'element') continue
    const [name] = [node.properties.className].flat()
    yield* stretchesOf(node.children, /^hljs-([a-z]+)/.exec(String(name))?.[1] ?? kind)
  }
}
