import { lazyWords } from '../words/lazy-words.ts'

export const useContactWords = lazyWords({
  en: async () => (await import('../words/contacts/en.ts')).contactsEn,
  'zh-CN': async () => (await import('../words/contacts/zh-cn.ts')).contactsZhCN,
  'zh-TW': async () => (await import('../words/contacts/zh-tw.ts')).contactsZhTW,
})
