import { performance } from 'node:perf_hooks'
import type { Price } from '#contract/money.ts'
import type { ReplyBasis } from '#contract/reply-parts.ts'
import type { FinishReason, LanguageModel, ModelPart } from '#kernel/model-ports.ts'
import { costOf, type Spent, type Tokens } from '#kernel/cost.ts'

/** Measures one reply: which model answered and why it ended, tokens and cost over all steps, time to the first token, and in all. */
export function openUsageTracker() {
  const begunAt = performance.now()
  let asked: Pick<LanguageModel, 'id' | 'price'> | null = null
  let model: string | null = null
  let firstTokenMs: number | null = null
  let finished = { inputTokens: 0, outputTokens: 0 }
  let step: Tokens | null = null
  let hasUsage = false
  let bill: Bill = null
  let finishReason: FinishReason | null = null
  let basis: ReplyBasis = 'model'

  return {
    begin(chosen: Pick<LanguageModel, 'id' | 'price'>) {
      asked = chosen
      model = chosen.id
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
        finishReason = part.reason
        basis = part.basis ?? 'model'
        // The last report of a step counts; the next step starts its own.
        finished = sum(finished, step)
        bill = billed(bill, step, part.price ?? null)
        step = null
      }
    },
    read() {
      const total = sum(finished, step)
      // An interrupted step is charged at the price of the requested model.
      const cost = billed(bill, step, asked?.price ?? null)
      return {
        model,
        basis,
        inputTokens: hasUsage ? total.inputTokens : null,
        outputTokens: hasUsage ? total.outputTokens : null,
        firstTokenMs,
        finishReason,
        durationMs: Math.round(performance.now() - begunAt),
        cost: cost === 'unknown' ? null : cost,
      }
    },
  }
}

type Bill = Spent | 'unknown' | null

/** A bill with one more step. A step of unknown price, or in another currency, makes the total unknown. */
function billed(bill: Bill, tokens: Tokens | null, price: Price | null): Bill {
  if (tokens === null || bill === 'unknown') return bill
  if (price === null || (bill && bill.currency !== price.currency)) return 'unknown'
  const step = costOf(tokens, price)
  return { nanos: (bill?.nanos ?? 0) + step.nanos, currency: step.currency }
}

const sum = (a: Tokens, b: Tokens | null): Tokens =>
  b ? { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens } : a
