import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { en, type Words } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

export type Language = 'en' | 'zh-CN' | 'zh-TW'

const tables: Record<Language, Words> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

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

interface Speech {
  words: Words
  language: Language
  locale: string
  speak: (language: Language) => void
}

const SpeechContext = createContext<Speech>({ words: en, language: 'en', locale: 'en', speak: () => {} })

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speak = (next: Language) => {
    localStorage.setItem(KEPT_AS, next)
    setLanguage(next)
  }
  const speech = { words: tables[language], language, locale: localeOf(language), speak }
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export const useSpeech = (): Speech => use(SpeechContext)
export const useWords = (): Words => use(SpeechContext).words
