import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** The work of taking up what waited for money: the tenant's budgets are others now. Who waits for it does it. */
export const budgetsChanged = jobKind({ name: 'budgets.changed', input: z.strictObject({}), triesMax: 5 })
