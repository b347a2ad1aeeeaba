import type { OpenApiDocument } from './openapi.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
const pretty = (value: unknown) => escapeHtml(JSON.stringify(value, null, 2))

/** The documentation as a page that loads nothing else. */
export function docsPage({ info, paths, components }: OpenApiDocument, prefix: string): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const sections = tags.map((tag) => {
    const lines = operations
      .filter(({ operation }) => operation.tags.some((one) => one === tag))
      .map(renderOperation)
    return `<h2>${escapeHtml(tag)}</h2>${lines.join('')}`
  })
  const shapes = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details><summary><code>${escapeHtml(name)}</code></summary><pre>${pretty(schema)}</pre></details>`,
  )
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)}</title><style>${style}</style></head><body>
<h1>${escapeHtml(info.title)} <small>${escapeHtml(info.version)}</small></h1>
<p>机器可读的同一份说明：<a href="${escapeHtml(prefix)}/openapi.json">openapi.json</a></p>
${sections.join('')}<h2>数据结构</h2>${shapes.join('')}
</body></html>`
}

type Operation = OpenApiDocument['paths'][string][string]

const renderOperation = ({
  method,
  path,
  operation,
}: {
  method: string
  path: string
  operation: Operation
}) => {
  const { tags: _, summary: __, operationId: ___, ...rest } = operation
  return `<details><summary><b class="${method}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
<pre>${pretty(rest)}</pre></details>`
}

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif }
body { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 small { font-size: 1rem; font-weight: 400; opacity: .7 }
details { border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
summary { padding: .5rem 0; cursor: pointer }
summary b { display: inline-block; min-width: 4.5rem }
.GET { color: light-dark(#0a5bd3, #7db4ff) } .POST { color: light-dark(#0a7a3c, #6fd49a) } .DELETE { color: light-dark(#b3261e, #ff9a92) }
pre { overflow: auto; padding: 1rem; border-radius: .5rem; font-size: .85rem; background: color-mix(in srgb, currentColor 6%, transparent) }
`
