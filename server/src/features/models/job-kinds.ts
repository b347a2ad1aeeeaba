import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** Resumes work that waited for models, because the tenant's models changed. Handled by the features that wait. */
export const modelsChanged = jobKind({ name: 'models.changed', input: z.strictObject({}), triesMax: 5 })
