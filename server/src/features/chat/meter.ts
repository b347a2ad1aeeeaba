import { performance } from 'node:perf_hooks'
import type { ModelPart } from '#kernel/ports.ts'

/** Measures one reply: which model answered, tokens over all steps, time to the first token, and in all. */
export function openMeter() {
  const begunAt = performance.now()
  let model: string | null = null
  let firstTokenMs: number | null = null
  let finished = { inputTokens: 0, outputTokens: 0 }
  let step: { inputTokens: number; outputTokens: number } | null = null
  let hasUsage = false

  return {
    begin(asked: string) {
      model = asked
    },
    see(part: { type: string } | ModelPart) {
      if (firstTokenMs === null && (part.type === 'text-delta' || part.type === 'reasoning-delta'))
        firstTokenMs = Math.round(performance.now() - begunAt)
      if (part.type === 'usage' && 'inputTokens' in part) {
        hasUsage = true
        step = part
      }
      if (part.type === 'finish' && 'model' in part) {
        model = part.model
        // A step's last report counts; the next step begins its own.
        finished = sum(finished, step)
        step = null
      }
    },
    read() {
      const total = sum(finished, step)
      return {
        model,
        inputTokens: hasUsage ? total.inputTokens : null,
        outputTokens: hasUsage ? total.outputTokens : null,
        firstTokenMs,
        durationMs: Math.round(performance.now() - begunAt),
      }
    },
  }
}

interface Tokens {
  inputTokens: number
  outputTokens: number
}

const sum = (a: Tokens, b: Tokens | null): Tokens =>
  b ? { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens } : a
