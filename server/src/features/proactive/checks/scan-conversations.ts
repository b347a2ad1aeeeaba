import { proactiveCheckScan } from '#features/agents/index.ts'
import { flow } from '#kernel/use-case.ts'
import { scheduleChecks } from './schedule-checks.ts'

/** Finds the conversations in which an agent may speak first from now on. */
export const scanConversations = flow({
  name: 'proactive-check.scan',
  permission: 'internal',
  input: proactiveCheckScan.input,
  async run({ scope }, of): Promise<void> {
    let before: string | null = null
    do {
      before = await scheduleChecks(scope, { ...of, before })
    } while (before !== null)
  },
})
