import type { McpEndpointMessages } from './en.ts'

export const mcpEndpointZhCN: McpEndpointMessages = {
  mcpTitle: '供其他 AI 程序使用的工具',
  mcpHint:
    '支持 Model Context Protocol 的程序可以搜索您的知识、与您的智能体对话并管理它们。程序出示密钥，权限不会超过该密钥。',
  mcpAddress: '地址',
  mcpSettings: '填入此类程序的设置',
  mcpKeyHere: '您的密钥',
}
