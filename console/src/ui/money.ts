import type { Cost, Price } from '#contract/money.ts'
import { useLocale } from '../messages/messages.tsx'

/** An amount as people of a region write it, with as many digits as small sums need. */
export const formatMoney = (locale: string, { amount, currency }: Cost): string =>
  amount.toLocaleString(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: amount !== 0 && Math.abs(amount) < 0.01 ? 6 : 4,
  })

/** Says what a model costs. */
export function usePriceSentence(): (price: Price) => string {
  const { messages: t, locale } = useLocale()
  return ({ currency, input, output }) =>
    t.agents.price(
      formatMoney(locale, { amount: input, currency }),
      formatMoney(locale, { amount: output, currency }),
    )
}
