import type { HttpClient } from './http-client.ts'
import type { Target } from './target.ts'

interface Frame {
  choices?: { delta?: { content?: string } }[]
}

/** The raw relay. It has no members. */
export const relayTarget = (http: HttpClient, pids: readonly number[]): Target => ({
  name: 'relay',
  pids,
  async open() {
    const { id } = await http.json<{ id: string }>('POST', '/conversations', {})
    return {
      async ask(text) {
        const sentAt = performance.now()
        // The model’s first frame has empty content beside a role; the first text comes after it.
        const { raw, foundAt } = await http.stream(
          `/conversations/${id}/messages`,
          { text },
          '"delta":{"content":"',
        )
        if (!raw.endsWith('data: [STORED]\n\n')) throw new Error('The relay ended early.')
        return { firstTextMs: foundAt - sentAt, text: textIn(raw) }
      },
    }
  },
})

const textIn = (raw: string): string =>
  [...raw.matchAll(/^data: (\{.*)$/gm)]
    .map(([, data = '']) => (JSON.parse(data) as Frame).choices?.[0]?.delta?.content ?? '')
    .join('')
