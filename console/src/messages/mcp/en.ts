/** Messages about what tool servers have to read and propose to say. */
export const mcpEn = {
  open: 'From a tool server',
  server: 'Tool server',
  what: 'What to add',
  resources: 'Resources',
  prompts: 'Prompts',
  search: 'Search',
  none: 'This server offers none.',
  notFound: 'No results.',
  noText: (name: string) => `“${name}” contains no text to attach.`,
  fill: (name: string) => `Fill in “${name}”`,
  insert: 'Insert',
  back: 'Back',
}

export type McpMessages = typeof mcpEn
