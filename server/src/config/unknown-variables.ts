import { Environment } from './environment.ts'
import { isProviderSecret } from './secrets.ts'

/** Other databases' variables, which users of an older system may still set. */
const otherStores: readonly string[] = ['MONGODB_URI', 'MILVUS_HOST', 'QDRANT_URL', 'CELERY_BROKER_URL']

/** A variable that looks like ours and has no effect, and the one that was probably meant. */
export interface UnknownVariable {
  readonly name: string
  readonly meant: string | null
}

/** The message about it, in two sentences at most. */
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

/**
 * Variables that start like ours but do not exist, and those of unsupported databases. Names used in our own files are
 * known.
 */
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
 * The edit distance between two words: insertions, deletions, substitutions and transpositions; more than `limit` if it
 * exceeds that. Only the band around the diagonal is computed, so the time is linear in the length.
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
