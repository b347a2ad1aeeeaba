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

/** The chosen language, or the first of the browser's that the console speaks. */
const firstLanguage = (): Language => {
  const kept = localStorage.getItem(KEPT_AS)
  if (isLanguage(kept)) return kept
  for (const tag of navigator.languages) {
    if (/^zh(-hant|-tw|-hk|-mo)\b/i.test(tag)) return 'zh-TW'
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

interface Speech {
  words: Words
  language: Language
  speak: (language: Language) => void
}

const SpeechContext = createContext<Speech>({ words: en, language: 'en', speak: () => {} })

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speak = (next: Language) => {
    localStorage.setItem(KEPT_AS, next)
    setLanguage(next)
  }
  return <SpeechContext value={{ words: tables[language], language, speak }}>{children}</SpeechContext>
}

export const useSpeech = (): Speech => use(SpeechContext)
export const useWords = (): Words => use(SpeechContext).words
