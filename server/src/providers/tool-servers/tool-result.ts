import type { CallToolResult, ReadResourceResult } from '@modelcontextprotocol/client'

type Block = CallToolResult['content'][number]

/** The output of a tool for a model: structured content as it is, texts as texts, and a placeholder for all else. */
export function outputOf({ content, structuredContent, isError }: CallToolResult): {
  output: unknown
  isError: boolean
} {
  const text = content.map(textOf).join('\n\n')
  return { output: structuredContent ?? text, isError: isError === true }
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'resource':
      return 'text' in block.resource
        ? block.resource.text
        : `[${block.resource.mimeType ?? 'a file'}: ${block.resource.uri}]`
    case 'resource_link':
      return `[${block.name}: ${block.uri}]`
    default:
      return `[${block.type}: ${block.mimeType}]`
  }
}

export const contentsOf = ({ contents }: ReadResourceResult) =>
  contents.map((one) => ({ mediaType: one.mimeType ?? null, text: 'text' in one ? one.text : null }))
