import type { BudgetThreshold } from '#contract/shapes/budget.ts'
import { findAdminEmails } from '#features/people/index.ts'
import { askForMail, type Letter } from '#features/mail/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { type BudgetRow, levelOf, percentOf, thresholdAt, thresholdOfLevel } from './budget.ts'
import type { Concerned } from './budgets-of.ts'
import { type Standing, storeNotified } from './spending-store.ts'

/** Notifies once of every threshold that spending has reached: by an event each, and by mail to the admins of the tenant. */
export async function notifyCrossings(
  context: CommandContext,
  concerned: readonly Concerned[],
  standings: readonly Standing[],
): Promise<void> {
  for (const { budget, share } of concerned) {
    const standing = standings.find(
      ({ budget_id, subject_id }) => budget_id === budget.id && subject_id === share.subjectId,
    )
    if (!standing) continue
    const percent = spentPercent(budget, standing)
    const level = levelOf(thresholdAt(budget, percent))
    if (level <= standing.notified_threshold) continue
    await storeNotified(context.tx, { ...share, nanos: 0, tokens: 0 }, level)
    const crossed = thresholdsBetween(budget, standing.notified_threshold, percent)
    for (const threshold of crossed)
      context.emit({
        type: 'budget.crossed',
        payload: {
          budgetId: budget.id,
          kind: budget.kind as 'tenant',
          subjectId: share.subjectId,
          threshold,
        },
      })
    await notifyAdmins(context, budget, { percent, threshold: crossed.at(-1) ?? 'warned' })
  }
}

/** The spent share of a budget, without reservations. */
export const spentPercent = (
  budget: BudgetRow,
  { spent_nanos, spent_tokens }: Pick<Standing, 'spent_nanos' | 'spent_tokens'>,
): number => percentOf(budget, { nanos: spent_nanos, tokens: spent_tokens })

/** The thresholds up to a percentage, after the last notified one. */
function thresholdsBetween(budget: BudgetRow, notified: number, percent: number): BudgetThreshold[] {
  const thresholds = [budget.warn_at, budget.cheaper_at, budget.knowledge_at ?? 100, budget.person_at]
  return thresholds.flatMap((at, index) => {
    const threshold = thresholdOfLevel(index + 1)
    return threshold && index >= notified && at !== null && percent >= at ? [threshold] : []
  })
}

async function notifyAdmins(
  context: CommandContext,
  budget: BudgetRow,
  crossing: { percent: number; threshold: BudgetThreshold },
): Promise<void> {
  // Of every person's own one there would be a mail for each.
  if (!context.scope.app.settings.sendsMail || (budget.kind === 'person' && budget.member_id === null)) return
  for (const to of await findAdminEmails(context.tx))
    askForMail(context, { to, ...crossingMail(context.scope, budget, crossing) })
}

const done: Record<BudgetThreshold, string> = {
  warned: 'This is only a warning. · 目前仅为提醒。 · 目前僅為提醒。',
  'cheaper-model':
    'A cheaper model answers from now on. · 从现在起由较便宜的模型回答。 · 從現在起由較便宜的模型回答。',
  'knowledge-only':
    'Answers come from your documents alone from now on. · 从现在起只依据文档回答。 · 從現在起只依據文件回答。',
  person: 'People are asked to answer from now on. · 从现在起由人工回答。 · 從現在起由專人回答。',
}

/** The email to the tenant's admins and owners. Their language is not known. */
function crossingMail(
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
