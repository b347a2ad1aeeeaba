import type { proactiveEn } from './en.ts'

export const proactiveZhTW: typeof proactiveEn = {
  proactive: {
    title: '主動訊息',
    wroteFirst: '主動訊息',
    scheduled: '排程訊息',
    mute: '關閉主動訊息',
    unmute: '開啟主動訊息',
    schedule: '排程傳送訊息',
  },
}
