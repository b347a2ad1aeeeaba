import type { McpMessages } from './en.ts'

export const mcpZhCN: McpMessages = {
  open: '来自工具服务器',
  server: '工具服务器',
  what: '取用什么',
  resources: '资料',
  prompts: '提示词',
  search: '搜索',
  none: '它没有提供这类内容。',
  notFound: '没有符合的内容。',
  noText: (name) => `“${name}”中没有可附上的文字。`,
  fill: (name) => `填写“${name}”`,
  insert: '插入',
  back: '返回',
}
