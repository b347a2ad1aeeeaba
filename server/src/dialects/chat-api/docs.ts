import type { FastifyInstance } from 'fastify'

interface Description {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Record<string, Record<string, object>>
}

/** Describes the routes that are added here. Call it before they are. */
export function describeRoutes(http: FastifyInstance, version: string): () => Description {
  const paths: Description['paths'] = {}
  http.addHook('onRoute', ({ url, method }) => {
    const path = url.slice(http.prefix.length).replace(/:(\w+)/g, '{$1}')
    for (const one of [method].flat()) {
      if (one === 'HEAD' || one === 'OPTIONS') continue
      const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      }))
      paths[path] = {
        ...paths[path],
        [one.toLowerCase()]: { parameters, responses: { 200: { description: 'Successful Response' } } },
      }
    }
  })
  return () => ({ openapi: '3.1.0', info: { title: 'Chat API', version }, paths })
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** The same as a page that loads nothing else. */
export function docsPage({ info, paths }: Description): string {
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `<li><b>${method.toUpperCase()}</b> <code>${escape(path)}</code></li>`,
    ),
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${info.title}</title></head>
<body><h1>${info.title} ${info.version}</h1><p><a href="openapi.json">openapi.json</a></p><ul>${lines.join('')}</ul></body></html>`
}
