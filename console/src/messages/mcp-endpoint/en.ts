export const mcpEndpointEn = {
  mcpTitle: 'MCP server',
  mcpHint:
    'MCP clients can search your knowledge, talk to your agents and manage them. They use an API key and have its permissions.',
  mcpAddress: 'URL',
  mcpSettings: 'Client configuration',
  mcpKeyHere: 'YOUR_KEY',
}

export type McpEndpointMessages = typeof mcpEndpointEn
