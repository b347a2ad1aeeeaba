import type { CsatMessages } from './en.ts'

export const csatZhCN: CsatMessages = {
  score: ['非常不满意', '不满意', '一般', '满意', '非常满意'],
  comment: '还有什么想说的？（选填）',
  send: '发送',
  thanks: '感谢您的评价。',
  change: '修改',
  given: (score) => `评分 ${score}/5`,
}
