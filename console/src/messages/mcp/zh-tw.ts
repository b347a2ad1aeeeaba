import type { McpMessages } from './en.ts'

export const mcpZhTW: McpMessages = {
  open: '來自工具伺服器',
  server: '工具伺服器',
  what: '取用什麼',
  resources: '資料',
  prompts: '提示詞',
  search: '搜尋',
  none: '它沒有提供這類內容。',
  notFound: '沒有符合的內容。',
  noText: (name) => `「${name}」中沒有可附上的文字。`,
  fill: (name) => `填寫「${name}」`,
  insert: '插入',
  back: '返回',
}
