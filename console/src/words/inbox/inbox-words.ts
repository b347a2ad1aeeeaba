import { use } from 'react'
import { type Language, useSpeech } from '../words.tsx'
import type { InboxWords } from './en.ts'

/** Fetched with the room, since most people never see it. */
const tables: Record<Language, () => Promise<InboxWords>> = {
  en: async () => (await import('./en.ts')).inboxEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).inboxZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).inboxZhTW,
}

const asked = new Map<Language, Promise<InboxWords>>()

const learn = (language: Language): Promise<InboxWords> => {
  const words = asked.get(language) ?? tables[language]()
  asked.set(language, words)
  // What did not arrive is asked for again.
  words.catch(() => asked.delete(language))
  return words
}

/** The words of the Inbox; whoever needs them waits until they are here. */
export const useInboxWords = (): InboxWords => use(learn(useSpeech().language))
