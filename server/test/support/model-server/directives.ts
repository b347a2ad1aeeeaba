import { fillerText } from './filler-text.ts'
import type { Failure, ScriptedReply, ScriptedToolCall } from './scripted-reply.ts'

export interface Directives {
  reply: Partial<ScriptedReply>
  /** How many requests with the same text the failure is for. */
  times: number
}

/**
 * What a user text asks of the model server:
 * `[[model ttft=200 tps=50 tokens=64 fail=429 at=5 times=1 retryAfter=1 split=1]]`, `[[say TEXT]]`, `[[think TEXT]]`
 * and `[[tool NAME {"a":1}]]`, each anywhere in the text.
 */
export function directivesIn(text: string): Directives {
  const options = new Map<string, string>()
  for (const [, list = ''] of text.matchAll(/\[\[model ([^\]]*)\]\]/g)) {
    for (const pair of list.trim().split(/\s+/)) {
      const [name = '', value = '1'] = pair.split('=')
      options.set(name, value)
    }
  }
  const number = (name: string) => (options.has(name) ? Number(options.get(name)) : undefined)
  const split = options.has('split')
  const tokens = number('tokens') ?? (split ? 20 : undefined)
  const said = [...text.matchAll(/\[\[say (.*?)\]\]/gs)].map(([, words = '']) => words)
  const thoughts = [...text.matchAll(/\[\[think (.*?)\]\]/gs)].map(([, words = '']) => words)
  const toolCalls = toolCallsIn(text)
  const reply: Partial<ScriptedReply> = {
    ...(said.length > 0
      ? { text: said.flatMap(pieces) }
      : tokens !== undefined && { text: fillerText(tokens, split) }),
    ...(thoughts.length > 0 && { thoughts: thoughts.flatMap(pieces) }),
    ...(toolCalls.length > 0 && { toolCalls }),
    ...(split && { split }),
    ...definedOnly({ ttft: number('ttft'), tps: number('tps'), at: number('at') }),
    ...definedOnly({
      fail: options.get('fail') as Failure | undefined,
      retryAfter: options.get('retryAfter'),
    }),
  }
  return { reply, times: number('times') ?? Number.POSITIVE_INFINITY }
}

/** Some code points at a time, as models do. */
export const pieces = (text: string): string[] => text.match(/[\s\S]{1,4}/gu) ?? []

function definedOnly<Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Value]?: NonNullable<Value[Key]> }
}

/** Arguments may hold brackets of their own, so their end is looked for by trying. */
function toolCallsIn(text: string): ScriptedToolCall[] {
  const calls: ScriptedToolCall[] = []
  for (const match of text.matchAll(/\[\[tool ([\w.-]+)/g)) {
    const start = match.index + match[0].length
    let end = text.indexOf(']]', start)
    let json = text.slice(start, end).trim()
    while (end !== -1 && json !== '' && !isJson(json)) {
      end = text.indexOf(']]', end + 1)
      json = text.slice(start, end).trim()
    }
    if (end === -1) json = text.slice(start, text.indexOf(']]', start)).trim()
    calls.push({ name: match[1] ?? '', arguments: json || '{}' })
  }
  return calls
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
