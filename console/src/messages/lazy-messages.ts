import { use } from 'react'
import { type Language, useLocale } from './messages.tsx'

/** Messages of one page in the chosen language, loaded together with it. */
export function lazyMessages<T>(tables: Record<Language, () => Promise<T>>): () => T {
  const pending = new Map<Language, Promise<T>>()
  return function useLazyMessages() {
    const { language } = useLocale()
    const messages = pending.get(language) ?? tables[language]()
    pending.set(language, messages)
    // Requested again when the page is opened the next time.
    messages.catch(() => pending.delete(language))
    return use(messages)
  }
}
