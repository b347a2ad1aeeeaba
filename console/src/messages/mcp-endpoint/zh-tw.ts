import type { McpEndpointMessages } from './en.ts'

export const mcpEndpointZhTW: McpEndpointMessages = {
  mcpTitle: '供其他 AI 程式使用的工具',
  mcpHint:
    '支援 Model Context Protocol 的程式可以搜尋您的知識、與您的智慧體對話並管理它們。程式出示金鑰，權限不會超過該金鑰。',
  mcpAddress: '位址',
  mcpSettings: '填入此類程式的設定',
  mcpKeyHere: '您的金鑰',
}
