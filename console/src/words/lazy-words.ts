import { use } from 'react'
import { type Language, useSpeech } from './words.tsx'

/** Words of a room, which are fetched with it, in the language that is spoken. */
export function lazyWords<T>(tables: Record<Language, () => Promise<T>>): () => T {
  const asked = new Map<Language, Promise<T>>()
  return function useLazyWords() {
    const { language } = useSpeech()
    const words = asked.get(language) ?? tables[language]()
    asked.set(language, words)
    // Asked for again when somebody comes back to the room.
    words.catch(() => asked.delete(language))
    return use(words)
  }
}
