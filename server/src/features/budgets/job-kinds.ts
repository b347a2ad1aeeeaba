import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Resumes work that waited for budget, because the tenant's budgets changed. Handled by the features that wait. */
export const budgetsChanged = jobKind({ name: 'budgets.changed', input: z.strictObject({}), triesMax: 5 })
