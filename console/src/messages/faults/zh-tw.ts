import { modelFailuresZhTW } from './model-failures.ts'
import { formatFileSize } from '../file-size.ts'
import type { FaultMessages } from './en.ts'

const reasons: Record<string, string> = {
  ...modelFailuresZhTW,
  budget: '預算已用完，沒有呼叫模型。',
  blocked: '這裡不再接收您的訊息。',
  'no-space': '伺服器的儲存空間已滿，請聯絡管理者清理。',
  held: '此對話現在由人工回答。',
  'not-assigned': '此對話現在沒有人接手。',
  'assigned-to-another': '此對話由其他人接手了。',
  'answer-in-inbox': '這是別人的對話：請在收件匣回答。',
  kept: '對話由誰在何時接手的紀錄會保留，不能刪除。',
  'no-operator': '其中有成員不是客服。',
  'default-team': '請先把另一個團隊設為預設團隊。',
  'no-question': '還沒有需要回答的內容。',
  'no-agent': '這個對話沒有智慧體在回答，沒有可用的知識。',
  'no-model': '沒有接上能做這件事的語言模型。',
  'no-words': '其中沒有文字。',
  'no-transcriber': '這裡不轉寫語音：沒有設定相應的模型。',
  'no-speaker': '這裡不朗讀：沒有設定相應的模型。',
  'picture-unreadable': '圖片無法開啟：可能已損壞、太大，或是這裡不支援的格式。',
  unreadable: '檔案無法讀取：可能已損壞，或與檔名所示的格式不符。',
}

export const faultsZhTW: FaultMessages = {
  offline: '無法連線到伺服器，請檢查網路。',
  invalid_input: '有內容未被接受。',
  unauthenticated: '登入已失效，請重新登入。',
  forbidden: '您沒有權限這麼做。',
  not_found: '它不存在，或是已經不在了。',
  conflict: '別人搶先了一步，或是它已經存在。',
  precondition_failed: '目前的狀態下不能這麼做。',
  limit_reached: '已達到這台伺服器的上限。',
  rate_limited: '操作過於頻繁，請稍候。',
  too_large: '內容太大了。',
  upstream_failed: '模型沒能回答，請重試。',
  unavailable: '伺服器暫時無法處理，請稍後再試。',
  internal: '伺服器發生問題。',
  request: (id) => `編號 ${id}`,
  tooLargeBy: (limitBytes) => `內容太大了，最多 ${formatFileSize(limitBytes, 'zh-TW')}。`,
  detail: (sentence) => `（伺服器說明：${sentence}）`,
  reasons,
  adminTold: '已通知管理員。',
  fixInModels: '到「設定 → 模型」處理',
  providerSaid: (words) => `供應商的說明：${words}`,
}
