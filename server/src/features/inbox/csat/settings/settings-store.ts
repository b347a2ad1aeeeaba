import type { CsatSettings } from '#contract/shapes/csat.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

const noWords = { en: '', 'zh-CN': '', 'zh-TW': '' }
const byDefault: CsatSettings = {
  isOn: false,
  asksAfterAgents: false,
  delayMinutes: 0,
  changeMinutes: 1_440,
  questions: noWords,
}

/** Whether and how CSAT ratings are requested. */
export async function findSettings(tx: Reader): Promise<CsatSettings> {
  const row = await tx.selectFrom('csat_settings').selectAll().executeTakeFirst()
  if (!row) return byDefault
  return {
    isOn: row.is_on,
    asksAfterAgents: row.asks_after_agents,
    delayMinutes: row.delay_minutes,
    changeMinutes: row.change_minutes,
    questions: { ...noWords, ...(row.questions as Partial<CsatSettings['questions']>) },
  }
}

export async function putSettings(tx: Transaction, scope: Scope, to: CsatSettings): Promise<void> {
  const set = {
    is_on: to.isOn,
    asks_after_agents: to.asksAfterAgents,
    delay_minutes: to.delayMinutes,
    change_minutes: to.changeMinutes,
    questions: JSON.stringify(to.questions),
  }
  await tx
    .insertInto('csat_settings')
    .values({ tenant_id: scope.tenantId, ...set })
    .onConflict((on) => on.column('tenant_id').doUpdateSet(set))
    .execute()
}
