import { Environment } from './environment.ts'
import { isProviderSecret } from './secrets.ts'

/** Other programs' databases, which somebody who comes from an older system may name still. */
const otherStores: readonly string[] = ['MONGODB_URI', 'MILVUS_HOST', 'QDRANT_URL', 'CELERY_BROKER_URL']

/** A variable that looks like ours and does nothing, and which was probably meant. */
export interface UnknownVariable {
  readonly name: string
  readonly meant: string | null
}

/** What is said of it, in two sentences at most. */
export const wordsFor = ({ name, meant }: UnknownVariable): { what: string; remedy: string } =>
  otherStores.includes(name)
    ? {
        what: `${name} has no effect: Parley keeps everything in one PostgreSQL database.`,
        remedy: '`npx parley import` imports the data of an older system (docs/operate/moving-in.md).',
      }
    : {
        what: `${name.slice(0, LENGTH_MAX)} is not a Parley variable and has no effect.`,
        remedy: meant ? `Did you mean ${meant}?` : 'The README lists all variables.',
      }

const PREFIX = 'PARLEY_'
const LENGTH_MAX = 100
const DISTANCE_MAX = 3

/** Variables that begin like ours and are none, and those of databases that are not used. What a file of ours names is known there. */
export function unknownVariables(
  env: NodeJS.ProcessEnv,
  files: readonly (string | null)[] = [],
): UnknownVariable[] {
  return Object.entries(env)
    .filter(([name, value]) => value !== '' && (otherStores.includes(name) || isStrange(name)))
    .filter(([name]) => !files.some((text) => text?.includes(name)))
    .map(([name]) => ({ name, meant: meantBy(name) }))
}

const isStrange = (name: string) => name.startsWith(PREFIX) && !isKnown(name)

const isKnown = (name: string) =>
  name in Environment.shape || (name.endsWith('_FILE') && name.slice(0, -'_FILE'.length) in Environment.shape)

function meantBy(name: string): string | null {
  if (otherStores.includes(name)) return null
  const bare = name.slice(PREFIX.length)
  if (isKnown(bare) || isProviderSecret(bare)) return bare
  if (name.length > LENGTH_MAX) return null
  const limit = Math.min(DISTANCE_MAX, Math.floor(bare.length / 3))
  const near = Object.keys(Environment.shape)
    .map((known) => ({ known, apart: distance(name, known, limit) }))
    .filter(({ apart }) => apart <= limit)
    .sort((one, other) => one.apart - other.apart)
  return near[0]?.known ?? null
}

/**
 * How many letters are to be added, taken away, changed or swapped with the next one to make one word of the other; more
 * than `limit` where it is more. Only what lies so near the diagonal is looked at, so the time grows with the length alone.
 */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  const far = limit + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const next = Array.from({ length: other.length + 1 }, () => far)
    next[0] = row
    for (let at = Math.max(1, row - limit); at <= Math.min(other.length, row + limit); at += 1) {
      const isSame = one[row - 1] === other[at - 1]
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      next[at] = Math.min(
        (last[at] ?? far) + 1,
        (next[at - 1] ?? far) + 1,
        (last[at - 1] ?? far) + (isSame ? 0 : 1),
        isSwapped ? (before[at - 2] ?? far) + 1 : far,
      )
    }
    before = last
    last = next
  }
  return last[other.length] ?? far
}
