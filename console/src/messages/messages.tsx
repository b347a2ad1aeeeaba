import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { Messages } from './en.ts'

export type Language = 'en' | 'zh-CN' | 'zh-TW'

/** Only the catalogue of the chosen language is loaded. */
const catalogues: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh-cn.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).zhTW,
}

/** Each language under its own name, for those who read only that one. */
export const languages: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
  { value: 'zh-TW', label: '繁體中文' },
]

const STORAGE_KEY = 'parley.language'

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in catalogues

const languageOf = (tag: string): Language | null => {
  if (/^zh(-hant|-tw|-hk|-mo)\b/i.test(tag)) return 'zh-TW'
  if (/^zh\b/i.test(tag)) return 'zh-CN'
  return /^en\b/i.test(tag) ? 'en' : null
}

/** How dates and numbers are written: as in the browser's own region, if its language is the one chosen. */
const localeOf = (language: Language): string =>
  navigator.languages.find((tag) => languageOf(tag) === language) ?? language

/** The chosen language, or the first of the browser that the console has. */
const firstLanguage = (): Language => {
  const kept = localStorage.getItem(STORAGE_KEY)
  if (isLanguage(kept)) return kept
  return navigator.languages.map(languageOf).find((language) => language !== null) ?? 'en'
}

/** A language and its messages. */
export interface LoadedMessages {
  language: Language
  messages: Messages
}

async function load(language: Language): Promise<LoadedMessages> {
  return { language, messages: await catalogues[language]() }
}

/** The messages of the first language, loaded before the console is shown. */
export const loadFirstMessages = (): Promise<LoadedMessages> => load(firstLanguage())

interface Locale extends LoadedMessages {
  locale: string
  /** Switches to another language as soon as its messages are loaded. */
  setLanguage: (language: Language) => void
}

const LocaleContext = createContext<Locale | null>(null)

export function LocaleProvider({ first, children }: { first: LoadedMessages; children: ReactNode }) {
  const [loaded, setLoaded] = useState(first)
  const { language } = loaded
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const setLanguage = (next: Language) => {
    localStorage.setItem(STORAGE_KEY, next)
    // If the messages cannot be loaded, the language stays as it is; the choice applies after the next reload.
    void load(next).then(setLoaded, () => {})
  }
  return (
    <LocaleContext value={{ ...loaded, locale: localeOf(language), setLanguage }}>{children}</LocaleContext>
  )
}

export function useLocale(): Locale {
  const locale = use(LocaleContext)
  if (!locale) throw new Error('useLocale must be used within a LocaleProvider.')
  return locale
}

export const useMessages = (): Messages => useLocale().messages
