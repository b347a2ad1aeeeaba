import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { Price } from '#contract/money.ts'
import { id } from '#contract/ids.ts'
import { costOf, type Tokens } from '#kernel/cost.ts'
import { objectOf } from '#kernel/object-of.ts'
import { command } from '#kernel/use-case.ts'
import { insertReading } from './reading-store.ts'

/** What having one picture read took, as the model's provider says. */
export interface SpentOnPicture {
  model: string
  tokens: Tokens | null
  price: Price | null
}

/** Notes what it took to have a picture read by a model. */
export const recordReading = command({
  name: 'document.record-reading',
  permission: 'internal',
  input: z.strictObject({
    documentId: id('document'),
    spent: objectOf<SpentOnPicture>(),
  }),
  async run({ tx, scope }, { documentId, spent: { model, tokens, price } }): Promise<void> {
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
})
