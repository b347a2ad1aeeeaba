import type { InviteMessages } from './en.ts'

export const inviteZhTW: InviteMessages = {
  text: '您會得到一個連結，請轉寄給對方。連結僅限此電子郵件使用一次，七天內有效。',
  role: '角色',
  make: '產生連結',
  made: (email) => `${email} 的邀請連結`,
  once: '請立即複製並傳給對方：連結只會顯示這一次。',
  mailed: '連結也已透過郵件傳送。',
  done: '我已複製',
}
