import type { InviteMessages } from './en.ts'

export const inviteZhCN: InviteMessages = {
  text: '您会得到一个链接，请转发给对方。链接仅限此邮箱使用一次，七天内有效。',
  role: '角色',
  make: '生成链接',
  made: (email) => `${email} 的邀请链接`,
  once: '请立即复制并发给对方：链接只会显示这一次。',
  mailed: '链接也已通过邮件发送。',
  done: '我已复制',
}
