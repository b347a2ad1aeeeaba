import type { initiativeEn } from './en.ts'

export const initiativeZhTW: typeof initiativeEn = {
  initiative: {
    title: '主動開口的智慧代理',
    wroteFirst: '主動開口',
    planned: '依計畫傳送',
    mute: '靜音：智慧代理不主動開口',
    unmute: '取消靜音',
    plan: '計畫一則訊息',
  },
}
