import type { initiativeEn } from './en.ts'

export const initiativeZhCN: typeof initiativeEn = {
  initiative: {
    title: '主动开口的智能体',
    wroteFirst: '主动开口',
    planned: '按计划发送',
    mute: '静音：智能体不主动开口',
    unmute: '取消静音',
    plan: '计划一条消息',
  },
}
