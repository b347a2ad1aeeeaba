import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = (name: string) => new URL(`dist/${name}`, import.meta.url)
const isBuilt = existsSync(built('.vite/manifest.json'))

interface Chunk {
  file: string
  imports?: string[]
  isEntry?: boolean
}

/**
 * What has to arrive before anything is shown: the entry and all that it imports, and the messages of one language, but
 * not what it may import later.
 */
function firstScripts(language: string): string[] {
  const chunks: Record<string, Chunk> = JSON.parse(readFileSync(built('.vite/manifest.json'), 'utf8'))
  const found = new Set<string>()
  const take = (key: string) => {
    const chunk = chunks[key]
    if (!chunk || found.has(chunk.file)) return
    found.add(chunk.file)
    chunk.imports?.forEach(take)
  }
  for (const [key, { isEntry }] of Object.entries(chunks))
    if (isEntry || key.endsWith(`/messages/${language}.ts`)) take(key)
  return [...found]
}

const KIB = 1024
const LIMIT_KIB = 250

test.skipIf(!isBuilt && process.env.CI !== 'true').each(['en', 'zh-cn', 'zh-tw'])(
  'the first load is small in %s',
  (language) => {
    const scripts = firstScripts(language)
    const bytes = scripts.map((name) => gzipSync(readFileSync(built(name)), { level: 9 }).length)
    const total = bytes.reduce((sum, one) => sum + one, 0)
    console.log(
      `first load, ${language}: ${(total / KIB).toFixed(1)} KiB of script, gzipped, in ${scripts.length} files`,
    )
    expect(scripts.length).toBeGreaterThan(1)
    expect(total / KIB).toBeLessThanOrEqual(LIMIT_KIB)
  },
)
