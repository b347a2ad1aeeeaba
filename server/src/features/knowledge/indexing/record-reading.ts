import { uuidv7 } from 'uuidv7'
import type { Price } from '#contract/money.ts'
import { costOf, type Tokens } from '#kernel/cost.ts'
import { step } from '#kernel/step.ts'
import { insertReading } from './reading-store.ts'

/** What having one picture read took, as the model's provider says. */
export interface SpentOnPicture {
  model: string
  tokens: Tokens | null
  price: Price | null
}

/** Notes what it took to have a picture read by a model. */
export const recordReading = step(
  async (
    { tx, scope },
    { documentId, spent: { model, tokens, price } }: { documentId: string; spent: SpentOnPicture },
  ): Promise<void> => {
    const cost = tokens && price ? costOf(tokens, price) : null
    await insertReading(tx, scope, {
      id: uuidv7(),
      documentId,
      model,
      inputTokens: tokens?.inputTokens ?? null,
      outputTokens: tokens?.outputTokens ?? null,
      cost,
    })
  },
)
