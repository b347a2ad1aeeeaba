import type { newStemmer } from 'snowball-stemmers'
import { loadLater } from '../modules/load-later.ts'

const CACHE_MAX = 50_000

const snowball = loadLater<{ newStemmer: typeof newStemmer }>('snowball-stemmers')
let english: ReturnType<typeof newStemmer> | undefined
const cache = new Map<string, string>()

/** The stem of a lower-case English word: `connected`, `connection` → `connect`. Other words stay as they are. */
export function stem(word: string): string {
  if (!/^[a-z]{3,40}$/.test(word)) return word
  const known = cache.get(word)
  if (known !== undefined) return known
  english ??= snowball().newStemmer('english')
  const found = english.stem(word)
  if (cache.size < CACHE_MAX) cache.set(word, found)
  return found
}
