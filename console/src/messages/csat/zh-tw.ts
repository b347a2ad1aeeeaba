import type { CsatMessages } from './en.ts'

export const csatZhTW: CsatMessages = {
  score: ['非常不滿意', '不滿意', '普通', '滿意', '非常滿意'],
  comment: '還有什麼想說的？（選填）',
  send: '送出',
  thanks: '感謝您的評價。',
  change: '修改',
  given: (score) => `評分 ${score}/5`,
}
