import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Puts a classic script into the head, as a file of its own: it runs before the first paint, which modules do not,
 * and needs no exception from a content policy, which inline scripts do. Its name carries a hash like all others.
 */
export function earlyScript(path: string): Plugin {
  const source = readFileSync(new URL(path, import.meta.url), 'utf8')
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
  const fileName = `assets/early-${hash}.js`
  return {
    name: 'early-script',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: (_html, { server }) => [
      { tag: 'script', attrs: { src: server ? `/${path}` : `/${fileName}` }, injectTo: 'head' },
    ],
  }
}
