const FENCE = '```'

/**
 * The content of a Markdown fence (of JSON or without a language) that is the whole answer; otherwise the answer
 * unchanged.
 */
export function unfenced(answer: string): string {
  const text = answer.trim()
  const [bodyAt, end] = [text.indexOf('\n'), text.length - FENCE.length]
  if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || bodyAt === -1 || bodyAt >= end) return answer
  const language = text.slice(FENCE.length, bodyAt).trim()
  return language === '' || language === 'json' ? text.slice(bodyAt + 1, end) : answer
}
