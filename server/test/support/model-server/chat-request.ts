/** What the two formats have in common, as far as the server looks at a request. */
export interface ChatBody {
  model?: string
  stream?: boolean
  max_tokens?: number
  max_completion_tokens?: number
  stream_options?: { include_usage?: boolean } | null
  messages?: { role: string; content?: unknown }[]
}

/** The last thing the user said, and whether tools have answered since. */
export function lastUserText(body: ChatBody): { text: string; toolsAnswered: boolean } {
  const messages = body.messages ?? []
  let toolsAnswered = false
  for (const { role, content } of messages.toReversed()) {
    if (role === 'tool' || partsOf(content).some(({ type }) => type === 'tool_result')) toolsAnswered = true
    const text = partsOf(content)
      .map((part) => part.text ?? '')
      .join('')
    if (role === 'user' && text !== '') return { text, toolsAnswered }
  }
  return { text: '', toolsAnswered }
}

function partsOf(content: unknown): { type?: string; text?: string }[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return Array.isArray(content) ? content : []
}
