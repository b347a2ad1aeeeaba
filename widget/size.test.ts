import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = new URL('./dist/', import.meta.url)
const isBuilt = existsSync(new URL('loader.js', built))
const BUDGET_KIB = 50

const sizeOf = (file: string) => gzipSync(readFileSync(new URL(file, built)), { level: 9 }).length

test.skipIf(!isBuilt)('the chat stays small to load', () => {
  const parts = readdirSync(new URL('assets/', built)).filter((name) => /\.(js|css)$/.test(name))
  const sizes = ['loader.js', 'frame.html', ...parts.map((name) => `assets/${name}`)].map(
    (file) => [file, sizeOf(file)] as const,
  )
  const total = sizes.reduce((sum, [, size]) => sum + size, 0) / 1024
  console.log(`the widget: ${total.toFixed(1)} KiB gzipped, of ${BUDGET_KIB}`)
  expect(parts.length).toBeGreaterThan(1)
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(BUDGET_KIB)
})
