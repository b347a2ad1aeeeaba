import { use } from 'react'
import { type Language, useSpeech } from './words.tsx'

/**
 * Words that only some people ever need, fetched with the room that says them: whoever uses them waits until they are
 * here.
 */
export function lateWords<T>(tables: Record<Language, () => Promise<T>>): () => T {
  const asked = new Map<Language, Promise<T>>()
  const learn = (language: Language): Promise<T> => {
    const words = asked.get(language) ?? tables[language]()
    asked.set(language, words)
    // What did not arrive is asked for again.
    words.catch(() => asked.delete(language))
    return words
  }
  return () => use(learn(useSpeech().language))
}
