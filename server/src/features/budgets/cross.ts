import type { BudgetStep } from '#contract/shapes/budget.ts'
import { findAdminEmails } from '#features/people/index.ts'
import { askForMail } from '#features/mail/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type BudgetRow, levelOf, percentOf, stepAt, stepOfLevel } from './budget.ts'
import type { Concerned } from './budgets-of.ts'
import { crossingMail } from './crossing-mail.ts'
import { type Standing, storeTold } from './spending-store.ts'

/** Tells of every step that spending has come to, once: by an event each, and by mail to those who answer for the tenant. */
export async function tellCrossings(
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
    const level = levelOf(stepAt(budget, percent))
    if (level <= standing.told_step) continue
    await storeTold(context.tx, { ...share, nanos: 0, tokens: 0 }, level)
    const crossed = stepsBetween(budget, standing.told_step, percent)
    for (const step of crossed)
      context.emit({
        type: 'budget.crossed',
        payload: { budgetId: budget.id, kind: budget.kind as 'tenant', subjectId: share.subjectId, step },
      })
    await tellAdmins(context, budget, { percent, step: crossed.at(-1) ?? 'warned' })
  }
}

/** How much of a budget is spent, without what is only reserved. */
export const spentPercent = (
  budget: BudgetRow,
  { spent_nanos, spent_tokens }: Pick<Standing, 'spent_nanos' | 'spent_tokens'>,
): number => percentOf(budget, { nanos: spent_nanos, tokens: spent_tokens })

/** Those that act at a percentage or before, after one that was told. */
function stepsBetween(budget: BudgetRow, told: number, percent: number): BudgetStep[] {
  const thresholds = [budget.warn_at, budget.cheaper_at, budget.knowledge_at ?? 100, budget.person_at]
  return thresholds.flatMap((at, index) => {
    const step = stepOfLevel(index + 1)
    return step && index >= told && at !== null && percent >= at ? [step] : []
  })
}

async function tellAdmins(
  context: CommandContext,
  budget: BudgetRow,
  crossing: { percent: number; step: BudgetStep },
): Promise<void> {
  // Of every person's own one there would be a mail for each.
  if (!context.scope.app.settings.sendsMail || (budget.kind === 'person' && budget.member_id === null)) return
  for (const to of await findAdminEmails(context.tx))
    askForMail(context, { to, ...crossingMail(context.scope, budget, crossing) })
}
