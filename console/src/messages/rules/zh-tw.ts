import type { RuleMessages } from './en.ts'

export const rulesZhTW: RuleMessages = {
  ofTenant: '智慧體可以呼叫什麼',
  hint: '沒有規則時，不改變任何內容的工具直接呼叫，其餘的先詢問。多條規則指向同一工具時，以最嚴格的為準。* 代表任意內容。',
  hosts: '連結可以指向何處',
  hostsHint:
    '回答一旦參考了外部內容（文件、檔案、網頁、他人的工具），其中的連結就可能把讀到的內容帶走。只有指向以下主機的連結仍可點選，每行一個；*.example.com 代表其下的所有主機。對話中由人提到的主機也保持可點選。',
  hostsField: '主機',
  hostsSave: '儲存主機',
  hostsSaved: '對今後的回答生效。',
  ofAgent: '此智慧體可以呼叫什麼',
  agentHint: '在組織規則之外生效，立即起作用，對已發布的版本也一樣。',
  rule: (number) => `規則 ${number}`,
  pattern: '工具',
  verdict: '處理方式',
  allow: '直接呼叫',
  ask: '詢問人員',
  deny: '從不呼叫',
  allowTainted: '讀取外部文字之後也允許，即使呼叫可能是那些文字要求的',
  personMayDecide: '訪客和終端使用者可以自行核准',
  remove: (number) => `刪除規則 ${number}`,
  add: '新增規則',
  save: '儲存規則',
  saved: '規則從下一次呼叫起生效。',
}
