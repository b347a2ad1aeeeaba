import type { proactiveEn } from './en.ts'

export const proactiveZhCN: typeof proactiveEn = {
  proactive: {
    title: '主动消息',
    wroteFirst: '主动消息',
    scheduled: '定时消息',
    mute: '关闭主动消息',
    unmute: '开启主动消息',
    schedule: '定时发送消息',
  },
}
