import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { Words } from './en.ts'

export type Language = 'en' | 'zh-CN' | 'zh-TW'

/** Only the language that is spoken is fetched. */
const tables: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh-cn.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).zhTW,
}

/** Each language under its own name, as someone who speaks only that one would look for it. */
export const languages: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
  { value: 'zh-TW', label: '繁體中文' },
]

const KEPT_AS = 'parley.language'

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in tables

const languageOf = (tag: string): Language | null => {
  if (/^zh(-hant|-tw|-hk|-mo)\b/i.test(tag)) return 'zh-TW'
  if (/^zh\b/i.test(tag)) return 'zh-CN'
  return /^en\b/i.test(tag) ? 'en' : null
}

/** How dates and numbers are written: as in the browser's own region, where its language is the one spoken. */
const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => languageOf(tag) === language) ?? language

/** The chosen language, or the first of the browser's that the console speaks. */
const firstLanguage = (): Language => {
  const kept = localStorage.getItem(KEPT_AS)
  if (isLanguage(kept)) return kept
  return navigator.languages.map(languageOf).find((language) => language !== null) ?? 'en'
}

/** A language and what it says. */
export interface Spoken {
  language: Language
  words: Words
}

async function learn(language: Language): Promise<Spoken> {
  return { language, words: await tables[language]() }
}

/** The words to begin with. */
export const firstWords = (): Promise<Spoken> => learn(firstLanguage())

interface Speech extends Spoken {
  locale: string
  /** Goes on in another language, as soon as its words are here. */
  speak: (language: Language) => void
}

const SpeechContext = createContext<Speech | null>(null)

export function SpeechProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  const { language } = spoken
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speak = (next: Language) => {
    localStorage.setItem(KEPT_AS, next)
    // Words that do not arrive leave the language as it is; the choice holds from the next load on.
    void learn(next).then(setSpoken, () => {})
  }
  return <SpeechContext value={{ ...spoken, locale: localeOf(language), speak }}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('Nothing is said outside of a SpeechProvider.')
  return speech
}

export const useWords = (): Words => useSpeech().words
