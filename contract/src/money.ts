import { z } from 'zod'

/** ISO 4217, for example `USD` or `CNY`. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters, such as USD')

const perMillion = z.number().min(0).max(1_000_000)

/** What a model costs, per million tokens. */
export const Price = z
  .strictObject({
    currency: Currency.describe('The ISO 4217 code of the currency, such as `USD`.'),
    input: perMillion.describe('The price per million input tokens.'),
    cachedInput: perMillion
      .nullable()
      .default(null)
      .describe(
        'The price per million input tokens that the provider read from its cache; null: the price of `input`.',
      ),
    output: perMillion.describe('The price per million output tokens, including reasoning.'),
  })
  .meta({ id: 'Price' })
export type Price = z.infer<typeof Price>

/** An amount of money; exact to a billionth. */
export const Cost = z
  .object({
    amount: z.number().describe('The amount in the currency, such as 0.0123.'),
    currency: Currency.describe('The ISO 4217 code of the currency, such as `USD`.'),
  })
  .meta({ id: 'Cost' })
export type Cost = z.infer<typeof Cost>
