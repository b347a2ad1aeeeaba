import { style } from './docs-style.ts'
import type { OpenApiDocument } from './openapi/document.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

interface Operation {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: unknown
  responses?: unknown
}

/** The API's documentation as one plain page, made from its OpenAPI document; it fetches nothing. */
export function docsPage(document: OpenApiDocument): string {
  const paths = (document.paths ?? {}) as Record<string, Record<string, Operation>>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? ''))]
  const sections = tags.map(
    (tag) =>
      `<section><h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${operations
        .filter(({ operation }) => operation.tags?.[0] === tag)
        .map(render)
        .join('')}</section>`,
  )
  const schemas = document.components?.schemas ?? {}
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Parley API</title><style>${style}</style></head><body>
<nav aria-label="Subjects">${tags.map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join('')}<a href="#shapes">shapes</a></nav>
<main><h1>Parley API</h1><p>JSON over HTTP. Send <code>Authorization: Bearer …</code> with an access token or an API key.
The same as a machine reads it: <a href="/openapi.json">openapi.json</a>.</p>
${sections.join('')}<section><h2 id="shapes">shapes</h2>${Object.entries(schemas).map(renderShape).join('')}</section>
</main></body></html>`
}

const render = ({ method, path, operation }: { method: string; path: string; operation: Operation }) =>
  `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> <span>${escapeHtml(operation.summary ?? '')}</span></summary>
<pre>${escapeHtml(JSON.stringify({ parameters: operation.parameters, requestBody: operation.requestBody, responses: operation.responses }, null, 2))}</pre></details>`

const renderShape = ([name, schema]: [string, unknown]) =>
  `<details id="shape-${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`
