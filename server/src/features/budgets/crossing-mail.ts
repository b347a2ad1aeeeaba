import type { BudgetThreshold } from '#contract/shapes/budget.ts'
import type { Letter } from '#features/mail/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { BudgetRow } from './budget.ts'

const done: Record<BudgetThreshold, string> = {
  warned: 'This is only a warning. · 目前仅为提醒。 · 目前僅為提醒。',
  'cheaper-model':
    'A cheaper model answers from now on. · 从现在起由较便宜的模型回答。 · 從現在起由較便宜的模型回答。',
  'knowledge-only':
    'Answers come from your documents alone from now on. · 从现在起只依据文档回答。 · 從現在起只依據文件回答。',
  person: 'People are asked to answer from now on. · 从现在起由人工回答。 · 從現在起由專人回答。',
}

/** What those are sent who answer for the tenant. Nobody knows which language they read. */
export function crossingMail(
  { app }: Scope,
  { amount_nanos, currency, tokens, period }: BudgetRow,
  { percent, threshold }: { percent: number; threshold: BudgetThreshold },
): Omit<Letter, 'to'> {
  const limits = [
    ...(amount_nanos === null ? [] : [`${amount_nanos / 1e9} ${currency}`]),
    ...(tokens === null ? [] : [`${tokens} tokens`]),
  ].join(' / ')
  const each = period === 'day' ? 'a day · 每日' : 'a month · 每月'
  const used = `${Math.floor(percent)} %`
  return {
    subject: `Parley: ${used} of a budget is used · 预算已用 ${used} · 預算已用 ${used}`,
    text: [
      `${used} of ${limits} (${each}).`,
      done[threshold],
      `${(app.settings.publicUrl ?? '').replace(/(?<!\/)\/+$/, '')}/settings/budgets`,
    ].join('\n\n'),
  }
}
