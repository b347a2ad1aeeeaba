import { z } from 'zod'

/** ISO 4217, for example `USD` or `CNY`. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters, such as USD')

const perMillion = z.number().min(0).max(1_000_000)

/** What a model costs, per million tokens. */
export const Price = z
  .strictObject({
    currency: Currency,
    input: perMillion.describe('Per million tokens of input.'),
    cachedInput: perMillion
      .nullable()
      .default(null)
      .describe('Per million tokens that the provider read from its cache; null: as other input.'),
    output: perMillion.describe('Per million tokens of output, thoughts included.'),
  })
  .meta({ id: 'Price' })
export type Price = z.infer<typeof Price>

/** An amount of money; exact to a billionth. */
export const Cost = z.object({ amount: z.number(), currency: Currency }).meta({ id: 'Cost' })
export type Cost = z.infer<typeof Cost>
