import { lazyMessages } from '../../messages/lazy-messages.ts'

export const useContactMessages = lazyMessages({
  en: async () => (await import('../../messages/contacts/en.ts')).contactsEn,
  'zh-CN': async () => (await import('../../messages/contacts/zh-cn.ts')).contactsZhCN,
  'zh-TW': async () => (await import('../../messages/contacts/zh-tw.ts')).contactsZhTW,
})
