import type { FileMessages } from './en.ts'

const errorMessages: Record<string, string> = {
  'no-transcriber': '此处无法转写声音：尚未设置相应的模型。',
  'no-film-tools': '此处无法查看视频：服务器没有 ffmpeg。',
  'no-pictures': '其中没有画面。',
  'no-sound': '其中没有声音。',
  'too-slow': '读取它需要太长时间。',
  'too-much-memory': '读取它需要太多内存。',
  'too-large-to-hear': '内容太长，无法转写。',
  'not-yet': '未能及时读取。',
  'plan-used-up': '该组织的套餐额度已用完。',
  password: '文件受密码保护。',
  'password-or-old-format': '文件受密码保护，或为旧格式。',
  scan: '这是没有文字的扫描件。',
  'no-text': '其中没有文字。',
}

export const filesZhCN: FileMessages = {
  listening: '正在转写…',
  transcript: '语音内容',
  nothingSaid: '没有人说话。',
  readInPart: (name, percent, pages) =>
    pages === null
      ? `读取了“${name}”约 ${percent}% 的内容。`
      : `读取了“${name}”约 ${percent}% 的内容：第 ${pages} 页。`,
  onlyHeard: (name) => `“${name}”仅使用了其中的语音内容。`,
  onlySeen: (name) => `“${name}”仅查看了其中的几帧画面。`,
  notRead: (name) => `未读取“${name}”。`,
  errorMessage: (code) => errorMessages[code ?? ''] ?? '无法读取。',
  tooLarge: {
    image: (limit) => `图片最大为 ${limit}。`,
    audio: (limit) => `音频最大为 ${limit}。`,
    video: (limit) => `视频最大为 ${limit}。`,
    document: (limit) => `文档最大为 ${limit}。`,
  },
  notTaken: '此处不接受这类文件。',
  limits: {
    title: '允许发送的文件',
    hint: '按类型设置文件大小上限。未设置时，以服务器的上限为准。',
    kinds: { image: '图片', audio: '音频', video: '视频', document: '文档' },
    atMost: (kind) => `${kind}：最大`,
    saved: '新的上限已生效。',
  },
  readAloud: '朗读',
  stopReading: '停止朗读',
}
