import type { CsatLanguage } from '#contract/shapes/csat.ts'

/** What people are asked where a tenant has no words of its own. */
export const ourQuestions: Record<CsatLanguage, string> = {
  en: 'How did this conversation go?',
  'zh-CN': '您对这次服务满意吗？',
  'zh-TW': '您對這次服務滿意嗎？',
}
