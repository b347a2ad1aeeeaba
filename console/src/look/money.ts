import type { Cost, Price } from '#contract/money.ts'
import { useSpeech } from '../words/words.tsx'

/** An amount as people of a region write it, with as many digits as small sums need. */
export const moneyIn = (locale: string, { amount, currency }: Cost): string =>
  amount.toLocaleString(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: amount !== 0 && Math.abs(amount) < 0.01 ? 6 : 4,
  })

/** Says what a model costs. */
export function usePriceSentence(): (price: Price) => string {
  const { words, locale } = useSpeech()
  return ({ currency, input, output }) =>
    words.agents.price(
      moneyIn(locale, { amount: input, currency }),
      moneyIn(locale, { amount: output, currency }),
    )
}
