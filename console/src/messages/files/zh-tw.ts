import type { FileMessages } from './en.ts'

const errorMessages: Record<string, string> = {
  'no-transcriber': '此處無法轉寫聲音：尚未設定相應的模型。',
  'no-film-tools': '此處無法檢視影片：伺服器沒有 ffmpeg。',
  'no-pictures': '其中沒有畫面。',
  'no-sound': '其中沒有聲音。',
  'too-slow': '讀取它需要太長時間。',
  'too-much-memory': '讀取它需要太多記憶體。',
  'too-large-to-hear': '內容太長，無法轉寫。',
  'not-yet': '未能及時讀取。',
  'plan-used-up': '該組織的方案額度已用完。',
  password: '檔案受密碼保護。',
  'password-or-old-format': '檔案受密碼保護，或為舊格式。',
  scan: '這是沒有文字的掃描檔。',
  'no-text': '其中沒有文字。',
}

export const filesZhTW: FileMessages = {
  listening: '正在轉寫…',
  transcript: '語音內容',
  nothingSaid: '沒有人說話。',
  readInPart: (name, percent, pages) =>
    pages === null
      ? `讀取了「${name}」約 ${percent}% 的內容。`
      : `讀取了「${name}」約 ${percent}% 的內容：第 ${pages} 頁。`,
  onlyHeard: (name) => `「${name}」僅使用了其中的語音內容。`,
  onlySeen: (name) => `「${name}」僅檢視了其中的幾個畫面。`,
  notRead: (name) => `未讀取「${name}」。`,
  errorMessage: (code) => errorMessages[code ?? ''] ?? '無法讀取。',
  tooLarge: {
    image: (limit) => `圖片最大為 ${limit}。`,
    audio: (limit) => `音訊最大為 ${limit}。`,
    video: (limit) => `影片最大為 ${limit}。`,
    document: (limit) => `文件最大為 ${limit}。`,
  },
  notTaken: '此處不接受這類檔案。',
  limits: {
    title: '允許傳送的檔案',
    hint: '依類型設定檔案大小上限。未設定時，以伺服器的上限為準。',
    kinds: { image: '圖片', audio: '音訊', video: '影片', document: '文件' },
    atMost: (kind) => `${kind}：最大`,
    saved: '新的上限已生效。',
  },
  readAloud: '朗讀',
  stopReading: '停止朗讀',
}
